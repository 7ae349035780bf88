"""Given names from many places, in small letters: they let a name typed without a capital be told from a noun.

Written by hand; a name that is missing here is still found where it has a capital or a frame such as `her name is`.
"""

from __future__ import annotations

from typing import Final

_TEXT: Final = """
aaliyah aaron abby abdul abdullah abebe abena abigail abimbola abraham ada adaeze adam adaobi ade adebayo adel adele
adeola aditi aditya adnan adrian adriana adwoa afia agata agnes agnieszka ahmad ahmed aida aidan aiden aiko aileen
aimee ainhoa aino aisha aisling aiyana ajay akash akiko akin akira akosua akshay alain alan alana alasdair alastair
albert alberto alejandra alejandro aleksandra aleksander alena alessandra alessandro alessia alex alexa alexander
alexandra alexandre alexei alexis alfie alfonso alfred ali alice alicia alina alisha alison alistair allan allison alma
alonso alvaro alyssa amadou amal amanda amara amaka amber amelia ami amina aminata amir amira amit amrita amy ana anaïs
anand ananya anas anders andrea andreas andrei andres andrew andy aneta angela angelica angelo angus anika anil anita
anja anjali ankit ann anna annabel anne anneke annette annie anouk ansel anthony antoine antonia antonio anu anya aoife
april arash archana archie ari ariana ariel arjun armando arnaud arne arthur arturo arun aryan asha asher ashley ashok
asif asma astrid atul audrey august aurelie austin ava avery ayaan ayesha ayo ayodele ayse ayumi aziz azra babak bao
barbara barry bart bartek beata beatrice beatriz becky bella ben benedict benjamin benoit bernadette bernard bernie bert
beth bethan bethany betty bev beverley bhavna bianca bilal bill billy binta birgit bjorn björn blanca bo bob bogdan
boris brad bradley branka breda brenda brendan brett brian bridget brigitte bronagh bronwen bruce bruno bryan bryony
camila camille carl carla carlos carmen carol carole carolina caroline caroline carrie carys casey catalina caterina
catherine cathy catriona cecilia celeste celia celine cem chandra chantal charles charlie charlotte chen cheng cheryl
chiamaka chiara chidi chika chinedu chinwe chioma chloe chloé chris christian christina christine christopher chukwu
ciara cillian cindy claire clara clare clarice claude claudia clive clodagh colette colin colleen colm conor connor
constance cora corinne cosmin courtney craig cristina curtis cynthia daan dafydd daisy dalia dalila damian damien damon
dana daniel daniela daniele danielle danny daphne dara darius darko darren daryl dave david dawit dawn dean debbie
deborah debra declan deepa deepak deirdre delia delphine demi denis denise dennis derek dermot desmond devi devika dewi
diana diane diego dieter dietmar dilip dima dimitri dina dinesh dipa divya dmitri dmitry dolores dominic dominik
dominika donal donald donna dora dorian doris dorota dorothy doug douglas duc duncan dylan eamon eamonn ebony eddie
edgar edith edward edwin efua egon eileen eilidh eimear ekaterina elaine eleanor elena eleni elham eli elias elif
elijah elina eliot elisa elisabeth elise eliza elizabeth ella ellen ellie elliot elliott ellis elodie eloise elsa elsie
ema emeka emer emerson emil emile emilia emilie emily emma emmanuel emre enda enrico enrique enya eoin ephraim erdem
eric erica erik erika erin ernesto ernst eryn esme esperanza esra esteban estelle esther ethan etienne eugene eun eva
evan evelyn ewa ewan eva ezra fabian fabio fadi faisal faith fang farah fareed farid fatema fatima fatimah fatma fatou
federica federico felicia felicity felipe felix feng ferdinand fergus fernanda fernando filip filipe fiona finbar finn
finola flavia fleur flora florence florian folake fran frances francesca francesco francis francisco francois françois
frank franz fred freddie frederic frederik freya fridtjof frieda fumiko gabriel gabriela gabriele gabriella gail ganesh
gareth garry gary gavin gemma gemma genevieve geoff george georgia georgina gerald gerard gerry gert giles gillian gina
giorgio giovanni giulia giuseppe gladys glen glenn gloria godfrey gonzalo gopal gordon grace graeme graham grainne
greg gregor gregory greta gretchen guadalupe guillaume guillermo gunther gustav gustavo guy gwen gwyneth habib hadley
hafsa haiwei hakan hal hamid hamish hamza hana hanan hank hanna hannah hannes hans harald hardeep hari harish harold
harper harpreet harriet harry haruki haruto harvey hasan hassan hayley hazel heather hector heidi heike helen helena
helene helga helle heloise hemant hendrik henk henri henrietta henrik henry herbert herman hernan hetty hideo hilary
hilda hiroko hiroshi holly homa horst hortense howard huda hugh hugo huong hussein hyun iain ian ibrahim ida idris ifeoma
ife ifan ignacio igor ike ikram ilana ileana ilona ilse imani imogen imran ina indira indra ines inge ingrid inès ioana
ioannis irena irene irina iris irma isaac isabel isabella isabelle isaiah isha ishaan isla ismail israel itzel ivan
ivana ivo ivy iwan iwona izabela jace jack jackie jacob jacqueline jacques jade jaime jake jakob jakub jamal james jamie
jamila jan jana jane janet janice janina janine jannik janos jared jarek jasmin jasmine jason jasper javier jay jaya
jayden jayne jean jeanette jeanne jed jeff jeffrey jelena jemima jen jenna jennifer jenny jens jeremy jerome jerry
jess jesse jessica jesus jia jian jill jim jimena jimmy jin jing jitendra joan joana joanna joanne joao joão joaquin
jocelyn jody joe joel joelle johan johanna johannes john johnny jolanta jon jonah jonas jonathan jordan jordi jorge jose
josé josef josefina joseph josephine josh joshua josie joy joyce juan juana juanita jude judith judy juhani jules julia
julian juliana julie julien juliet juliette julio julius jun june junko jürgen jurgen justin justina justine justyna
jyoti kabir kai kalpana kamal kamala kamil kamran karan karen karim karin karina karl karolina kasia kat katarina kate
katerina katharina katherine kathleen kathryn kathy katie katja katrin katrina katya kavita kay kayla kayode kazuki
keira keith kelechi kelly kelsey ken kendra kenji kenneth kenny kenta kerry kevin khadija khaled khalid khanh kieran kim
kimberly kimiko kiran kirsten kirstin kirsty kishore klara klaus kofi kojo konrad konstantin krishna kristen kristian
kristin kristina krystyna kumar kunal kurt kwabena kwaku kwame kwesi kyle kylie lachlan laila lakshmi lamar lana lance
lara lars latisha latoya laura lauren laurence laurent laurie lavanya lawrence layla leah leandro leanne lebo lee leela
leif leila lena leo leon leona leonard leonardo leonie leroy lesego leslie lesley leticia letizia lewis lexi leyla li
liam lian libby lidia liesl lila lili lilian lillian lily lin lina linda lindiwe lindsay lindsey ling linh linus lionel
lisa lise liv livia liz lizzie ljiljana lloyd lois lola loredana lorena lorenzo loretta lori lorna lorraine lottie lou
louis louisa louise lourdes luca lucas lucia luciana lucie lucille lucinda lucy ludmila ludovic luis luisa luka lukas
luke luna luther luz lydia lyn lynda lyndsey lynette lynn maarten mabel maciej maddie madeleine madhavi madhu madison
mads maeve magda magdalena maggie magnus mahesh mahmoud maia maire mairead maja malcolm malia malik malin mallory malte
mamadou mandla mandy manfred manish manisha manjit manoj manon manuel manuela mara marc marcel marcela marcelo marcia
marcin marco marcos marcus marek margaret margarita margot marguerite maria mariam mariana marianne marie mariella
marija marilyn marina mario marion marisa marisol marissa marius marjorie marko markus marlene marlon marta martha
martin martina martyn mary maryam masha mason mateo mateusz mathias mathieu mathilde matilda matteo matthew matthias
matthieu matty maud maureen maurice mauricio mauro maxime maximilian maxine maya mayank mayumi mbali meera megan megha
mehdi mehmet mei melanie melinda melissa melody mercedes meredith merve meryem mia michael michaela michal michał michel
michele michelle mick micah midori mieke miguel miguel mihai mika mike mikhail mikael mikko mila milan milena miles
milica milos mina minako ming minh mira miranda miriam mirjam misaki mitch mitchell modupe mohamed mohammad mohammed
mohan mohit moira molly mona monica monika monique morag morgan moritz morten moses mostafa muhammad muireann mukesh
munira muriel murray mustafa myra myriam myrna nabil nadeem nadia nadine nadja naeem nagesh naima najib nancy nandini
naoko naomi narges nasser nasreen natalia natalie natasha nathalie nathan nathaniel naveen navid neha neil nelly
nelson nerys ngozi nguyen niall niamh nic nicholas nick nicky nico nicola nicolas nicole nicoleta nigel nik nikhil niki
nikita nikolai nikos nils nina nisha nishant nita nkechi nnamdi noah noel noelle noemi nokuthula noor nora norah
norbert noreen norman nuala nuno nuria nuala obi ode odette ofelia ola olaf oleg olena olga oliver olivia olivier olu
oluwaseun olumide omar omari onur ophelia orla orlando orsolya oscar oskar osman otto owen oyelaran pablo padma padraig
paloma pam pamela paola paolo pascal pat patience patrice patricia patrick patrik patrycja patsy paul paula pauline
paulo pavel pawel paweł pearl pedro peggy penelope penny per percy perla petar pete peter petr petra petros phil
philip philippa philippe phillip phoebe phuong pia pier pierre pietro pilar piotr pip piyush pooja poppy prabhu pradeep
prakash pranav praveen precious prem preeti prisca priscilla priti priya priyanka przemek qi qing quentin quinn rabia
rachael rachel radek radha radhika rafael rafal rafaela raghav rahel rahim rahul raimund raj raja rajan rajesh rajiv
raluca ralph ram rama raman ramesh rami ramon ramona rana randy rani ranjit raquel rasmus raul ravi ravinder ray raymond
razia rebecca rebekah reece reggie regina rehana reiko reinhard rekha remy rémi rena renata rene renee reuben rhea
rhiannon rhodri rhona rhys ria ricardo rich richard rick ricky riley rina rishi rita ritu rob robbie robert roberta
roberto robin robyn rochelle rocio roderick rodney rodrigo roger rohan rohit roisin róisín roland rolf roman romana ron
ronald ronan ronit ronke rory ros rosa rosalie rosalind rosamund rosario rosemary rosie ross rowan roxana roxanne roy
ruben ruby rudi rufus rui rukmini rupert russell ruth ryan ryo saanvi saba sabine sabrina sachin sade sadia safiya
sagal sahar said saif saira saki sakura salim sally salma salman salvador sam samantha samar sameer sami samira samson
samuel sana sandeep sandra sandy sangeeta sanjay santiago saoirse sara sarah saraswati sarita sascha sasha saskia satoshi
saul savannah scarlett scott sean seán sebastian seema selin selina selma seo serena sergei sergey sergio seth seun
shabnam shahid shaima shane shania shanice shannon sharmila sharon shaun shauna shawn shazia sheena sheila shelley
shen sheri shilpa shira shiv shivani shona shreya shu siân sian sibusiso sid siddharth sidney sienna sigrid silke silvia
simon simona simone sindhu sinead sinéad siobhan siobhán sipho sita sivan siya slava sofia sofie solange solomon sonal
sonali sonia sonja sophia sophie soraya soren søren spencer stacey stacy stan stanislav stefan stefania stefanie stella
stephan stephanie stephen sterling steve steven stewart stuart sue suki sulaiman suleiman sultana sumit sunil sunita
suresh susan susana susanna susanne susie suzanne svetlana swati sybil sylvia sylvie tabitha tadeusz tahir taiwo takashi
takeshi talia tamar tamara tamika tammy tamsin tania tanisha tanja tanvi tanya tara tareq tariq tasha tatiana tatjana
ted temi tendai teo terence teresa teri terrence terri terry tess tessa thabo thea thelma themba theo theodora theodore
theresa thi thiago thomas thulani thuy tia tiago tiffany tim timothy tina tobias toby todd tom tomas tomasz tommaso
tommy toni tony tracey tracy trevor trish trisha tristan trudy tunde tuomas tyler tyrone uche ulrich ulrike uma umar
ursula usha usman valentina valeria valerie vanessa vasile vasudha venkat vera verity verónica veronica veronika vicki
vicky victor victoria vidya vijay vikas viktor viktoria vikram vimala vincent vincenzo vinay vineet violet virginia
vivek vivian vivienne vlad vladimir vusi wafa walid walter wanda wanjiru wei wen wendy werner wes wesley whitney wiktor
wilfred wilhelm will willem william willow wilma winifred winston wojciech wolfgang wren xander xavier xenia xia xiang
xiao ximena xin yael yahya yan yang yannick yara yash yasin yasmin yasmina yaw yetunde yi ying yiannis yoko yolanda
yolande yoshi youssef yuan yui yuki yuko yulia yuri yusra yusuf yves yvette yvonne zach zachary zahra zainab zaynab zara
zeinab zeynep zhen zhang ziad zita zoe zoë zofia zola zoltan zora zsofia zsolt zubair zuzana zanele ravindra
"""
GIVEN_NAMES: Final[frozenset[str]] = frozenset(_TEXT.split())
ALSO_WORDS: Final[frozenset[str]] = frozenset(
    """an ant april asia august bill bob bo chase christian constance dawn dean duke earl eve faith frank grace guy hal hank
    harper hazel heather holly hope hunter iris israel ivy jack jade jay jean joy july june lamar lance lily major mark
    mason max may melody mercedes miles nick ode olive pat patience paul pearl penny pip poppy precious randy ray rich rob
    rose rosemary ruby rusty saint sandy see serenity so summer sue sterling ted terry van verity victoria violet
    virginia wanda will win wren alma noor seth rowan gene grant art drew chance chuck dale dolly ginger harry josh
    sage reed curt carol gall guy pam skip piper robin rue ruth sal tab tad val vera vic wade warren wolf zed also
    per kit lin li han jin jun ling min ming ram rei yen anima cash clay cliff cole""".split()
)
"""Names that are words too: typed small they count as names only after `name is` and the like."""
