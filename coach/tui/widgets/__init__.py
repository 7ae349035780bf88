"""The parts that the screens are made of. They know their own data and post messages; none imports an app or a screen."""
