"""The parts that the screens are made of. They post messages; none imports an app or a screen."""
