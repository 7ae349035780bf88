"""Words that are not names, in small letters: those of the guidance library, and the relations and places of working life.

Plurals and other endings are left out where the plain word stands here; `is_common` takes endings off before it looks.
"""

from __future__ import annotations

from typing import Final

_TEXT: Final = """
abilities ability able abmeia about above abroad absence absent absolute abstract abuse abusive academia academic
academy acas accelerator accent accept acceptable acceptance access accident according account accountability
accountant accuracy accurate accusations accused achievable achievement acknowledge acknowledgement acquaintance
acronym across act action active actor actual adapt add addition address adjust admire admit adopt adult advance
advancement advantages advert advice advise adviser advisers advising advisor advisors advisory advocate affects
afraid afresh after afternoon afterwards again against age agency agenda agent ago agree agreement aguilar aha ahead
aid aim air airport al alarm alike alive all alliance allies alln allnurses allotted allow almost alone along aloud
already also alter alternative although altogether alumni alumnus always am amateur ambition ambitious amex among
amount an analogy analysis and anecdotes anger angle angry annotation announce annoy anonymous another answer
answerable anti anxiety anxious any anybody anymore anyone anything anyway anywhere apa apart apologise apology app
apparently appeal appear appetite application applied apply applying appointment appraisal appreciation apprentice
apprenticeship approach appropriate approval april arbitration architect are area aren argue arguing argument arm army
around arrange arrangement arrival arrive art article as asap ashamed asian aside ask asleep aspirations assault
asserted assertive assess assessment assigned assistant associated association assume assuming at atd attach attack
attainment attempt attention attitudes audit audition august aunt author authority authorship autistic automatically
autumn availability available average avoid avoidance awake awards awareness away awkward awkwardness azc babies baby
babysit babysitting back backfire background bad baker bakery balance band bank banter bar bare bargain barista base
baseline basically basis be bear beat became because become becoming bedtime been beer before beforehand began begged
begin beginner beginning behave behaviour behind being belief believe belong below bench benefit beshara beside best
better between beyond beyondprof bi bid big bigger biggest bill bin bipolar bit bitesize bitter black blacklight
blackmail blame blaming blank blind block blog blogger blue blunden blunt blurred board bodies body book bootstrap
bordering bores boring borrow boss bosses bot both bought bound boundaries boundary bowen box boy boyfriend brain
branch brave breach break breakfast breathe breathing bridge brief brilliant bring broad broke broken broom brother
brought browne brutal buddy budget build built bullet bullied bullies bully burden burk burn burnout burnt bus
business busy busyness but buy buyers by bypassed bystander caf calendar call calm came camera campus can cancel
cancelled cancelling candid candidate candour cannot cant canteen cap capacity captain car care careful careless
carlson carried carries carry case cash castwb casual catalogue catch catheter caught cause caution cbs cent centre
ceo ceoboot ceramics certain certainty certificate cfm cfo ch chain chair challenge chamber chance change changers
changing channel chaplain chapter character charge charity chart chase chasing chat chatbot chatting cheap cheapest
cheating check checkable checklist cheeky cheers chef chemistry chest chief child childnet children choice choose
choosing chopra chores chose chosen christmas church circle circumstances cite city civilian claim clap clash class
classic classmate clause clean clear clerk clever click client clinic clinical clock close closeness closing closure
clothes cloud clout club clue clumsy clutt co coach coat code codebase coding coercion coffee cofounder cohen cohort
cold coldness colleague colleagues collect college colour column columnist come comfort comfortable coming command
commas comment commentary commit commitment committee common commonest communication community companies companion
company compare comparing comparison compass compete competence competencies competency competent competition
competitor compiler complain complaint completed completely complex compliance compliment compromise compulsory
concept concern conclusion concord concrete condition conduct conference confide confidence confident confidential
confidentiality confirm conflict confront confused connect connection connector cons consent consequence consider
consistent constant constraint consultant consumer contact contain content contested context continuity contract
contradict contrast contribute contribution control controlling convention conversation convince cook cooler
cooperating coordinator cope copied copies copy copyright core corner correct correction correlates correlation
corridor cos cost could couldn council counsel counselling counsellor count counterpart countries country courage
course court courtesy cousin cover coworker craft crashdev creates credit creepy crew cried crisis criteria critical
criticised criticism critics critique cross crucial crush cry cto cue cultural culture cupboard curate cure curious
current custom customary customers cut cutting cv dad daily dance danger dangerous dare dark data date daughter day de
dead deadline deaf deal dealt dean death debt december decent deceptive decide deciding decision decline decliners
declining decorative deep default defend defensive define degrading degree delay delete delicate deliver demanding
demands demonstrates deny department departure depend dependence dependency depressed depression depth deputies deputy
describe deserve design desk destroy detail develop development developmental devices devon diagnosis diaries diary
did didn didnt die differ difference different difficult difficulty dinner diploma direct direction director directory
disability disabled disagree disagreement disappear disappoint disappointment disciple discipline disclose disclosure
discomfort discounting discouraged discourages discover discriminated discrimination discuss disguise dishonest
disinterest dislike disloyal dismissed disputable disputed disputes disrespect dissatisfying dissent dissertation
distance distancing distant distinction distress distrust diverse diversity divorce do doc docrick docs doctor
doctoral document documentation dodging does doesn doesnt dog doing dolan dollars domestic dominant don done dont door
dose double doubt dougs down draft dragging draw drawn dread dream drew dried drift drill drink drive driver driving
drop dropped dropping drove drug drunk dry ds due dull dumped dunno duration during duties duty dying dysfunction
dyslexia each earlier early earn earth ease easier easiest easily easter easy eat eaten eby edge edition edits
education educator eeoc effect effective effectiveness effort eight eighty either elder electrician eleven else
elsewhere email embarrass embarrassment emergency emotion emotional employee employer employment empny empty en
encourage end endangers endless engineer english enjoy enough enrolled enrolment enter entire entitled entry equal
equality equipment equity errands error escape especially essay et ethics ethnography etiquette euro evaluate
evaluation even event eventually ever every everybody everyday everyone everything everywhere evidence ex exact exam
examination examiner example except exception excerpt exchange exclusion excuse exec execs executive exercise exhaust
exhibition exist exit expect expectations expensive experience experiment expert expertise expires explain explanation
explicit exploitation exploited exploiter exploring exposure extension extra eye face facebook facing fact factor
faculty fade fading fail failure fainting fair faith fake fall false familiarity family famous fantasy far farm fast
fastest father faulkes fault favour favourite fear february fed fee feedback feel feet fell fellow fellowship felt
female fence fetch few field fifteen fifth fifty fight figs figure file fill films filters final finance financial
find fine fingers finish fire firm first fit fitness fitting five fix fizzle flags flat flatmate flattering flattery
flirtation floor flour flow flowers fly flylib focus folk folks follow fond food foolish footer footnotes for
forbidden forbids force foreign foreigners foreman forever forget forgive forgot forgotten form formal formality
format forth fortnight forty forum forward found foundation founder four fourth fragile frame framework frank fraud
free freelance freeport freeze freezing frequency fresh friction friday friend friends friendship frighten from front
froze frozen ftc full fully fume fun functions funder funding fundraising funny furious further fuss future gaffer
gain gallery gallo gang gap garage garden gather gave gay gender general generation generic generous genius gentle
gentler gently genuinely german get getting ghosh ghost gift gino girl girlfriend give given giving glad glazes gmail
go goal god goes going gone good goodbye goodwill google gossip got government grabbed grad grade graduate graduating
graduation grant grateful gratitude great greedy greeting grew grievance groomed grooming ground group grow grown
growth grunt guaranteed guard guess guidance guide guild guilt guilty gulp gut guy habit had haha hairdresser half
halfway hall hand handbook handle handling handover handwritten handy hang happen happier happy harassed harasses
harassment hard harkin harm harmful harmless harness harsh has hasn hasty hat hate have haven having hbr hbrascend he
head headphones headscarf headshots health healthy hear heart heavily heavy height held hello help helpful helpline
her here hers herself hes hesitate hey hid hide hierarchical hierarchy high highway hijacker hilarious him himself
hint hire hiring his history hit hitting hiya hmgmt hmm hold holiday home homemade homework honest honesty hood hope
hopeless hopelessness hoping hospital hostage hosts hotel hour house housemate housing how however hr http hugging
human humiliated humiliates humiliation humour hundred hung hunting hurdle hurt husband hypothetical ice id idea
identical identity idk if ignore ignoring ihe ill illegal illness illustrator im ima images imagine imagining
immediate immigrant immigration imminent impact impartial important impossible imposter improve in inadequate inbox
incident incl include including income inconsistent incubator independence independent index indirect individual
industry inference influence inform informal information informational initiative injuries injury inner innocent input
inquiries inquiry inside insist inspector inspectorate instagram instance instant instead institute institution
institutional instruction instructor insult insurance intake integrity intensive intent intention interest intern
internal international internet internship interpretation interracial interrupt intervals interventions interview
interviewers into intro introduce introducing introduction invent investigation investor invitation invite inviting
involve is island isn issues it item its itself jach january jaquiery jargon jds jes jk job join joint joke joking
jonid journal journeyman joy judge judgement judging july jump june junior just justify keep kennan kept key kick kid
kill kind kindel kiss kitchen kjco klugden kmp knee knew knot know knowledge known lab label labmgr laboratory labour
labs lack lad ladder lady lakh land lang language lap lapses laptop large larger largest laser last late lateness
later latest laugh launch law lawyer lay lazy lead leadership leads leaflet leak lean learn learners least leave
leaving lecturer led left leftover leg legal legalsvc legit legitimate lend length lengthen less lesson let letter
letting level levers liability library licence lie life lifeless lifelong lifts light like likelier likeness limeri
limit line link linkedin list listen literally literature little live living load local lock log logistics lol long
look loose lorries lose losing lost lot loud love low lowest loyal loyalty lq luck lucky lull lunch lying machine mad
made mail main major make making male malpractice man manage management manager managers managing mandatory
manipulation manner manual manuscript many map march mark market marriage married mask master mastery match mate
material maternity matron matter mature maximize may maybe me mean meant meantime meanwhile measurable measure
measuring med media mediate mediation mediator medical medication medicine mediocre meet meetup member memory men
mental mentee mentees mention mentor mentors mentorship mentorvent menu merely merrick mess message messenger met meta
metafilter method mgrtools mgtment mice micromanages mid middle midnight midwife might migrant mildly million min mine
mini minimisation minimum minority minors minus minute mirror misconduct misery misfires misjudged misjudgement
mismatch misread miss missteps mistake mistress misuse mix mock model modelling moderately modest mom moment momentum
monday money monitoring monkey month mood more morning most mother motivation motive mouth move moving much mum munaw
murder must mutual my myguide myself myth naive name naming nannies narrow nasem nasty native natural near necessary
need needn negative neglect negotiation neighbor neighbour neither nephew nerve nervous network neutral never new
newbe newborn newcomers newsletter next nice nicer nicked nidirect night nimh nine ninety nint no nobody nodded
nodding nods nomoney non none noon noone nor norm normal not note notebook nothing notice noticing november novice now
nuance nudge number nurse nursing nuts obey object objection objective objectivity obliged observable observation
observed obstacle obvious occasion occasional occupational october odd of off offence offended office officer official
often ohara ohsu ok okay okstate old omb ombuds ombudsperson on once one oneself online only open openness opinion
oppose opposing opposite opt option optional or orally order ordinary organisation organise organiser orientation
origin original other otherwise ought our ours out outcome outdated outgrow outline outlook output outreach outright
outset outside outsider outstanding over overall overdose overestimate overkill overlap overload overlook overnight
overrate overreacting overruled oversensitive overtime overwhelmed owe own pace pack package page paid pain paint pair
panel panic panicking paper paperwork paragraph paraphrase paraphrasing parasite parent parental parish park part
particular partner party pass passive passport past path patience patient pattern pause pay payment peace peer peers
pen pencil people peplin per perceived percent percentage perfect performance perhaps period permanent permission
permit permitted persistence persistent person personal personalised personality perspective pet petty pgf phase phd
phdproof phone photo phrase phrasing physicians physio pi pick picture pie piece pills pin pipe pitch place placement
plagiarism plain plan planned planners planning plant plate plateau platform plausible play playback pleasant please
pleasure plenty plumber plus podcast point pointless police policy polished polite politeness political politics
polywogg pooled poor popular porada portal portfolio position positive possessor possible possibly post postdoc
postpone potential potter power powerful practical practice practise practitioner praise preceptor precise predict
prefer preferably preferred pregnant prep preparation prepare preparing present press pressure presumptuous pretend
prevent preview price pricing pride primary principal principle priorities prioritise priority privacy private
probably probation probing problem procedure process produced producing product prof profession professional professor
professors profile profs program programme progress project promise promoted promotion promptly prompts proof
proofread proper proposal propose pros prospective prot protect protection protege protocol prove proven provided
provider provost psvillage psychologists psychosocial pub public publication publish pull pulse punctual punctuality
punished punishes pupil purpose pursued push pushy put putting qualified qualify qualities quality quarrel quarter
queried question questionnaire quick quiet quit quite quiz quote quoting race racist radio rainn raise raising ran
random randomised range ranger rank rapport rare rarer rate rather re reach reachable reacted reaction read readily
ready real realistic reason reasonable rebook recap receipts receive receiving recent reception recipe reciprocity
reckon recognise recognition recommend recommendation record recovery recruiter recruiters recruiting recurring red
reddit reduced referee reference referral reflect reflection reform refugee refund refusal refuse refusing regimental
registrar registration regret regular regulator rehearsal rehearse reject rejection relapse relate relation
relationship relative relaxed release relevant reliability reliable relief relieved religion relying remain remark
rematch remember remind remote remove renegotiate renew reopen reorg rep repair repeat replace replied replies report
repost representative reprisal reputation request require reschedule research resend resenting resentment reserved
residence residency resident resignation resigning resources respect respectable respectful respond response
responsibility responsible rest restart restated restaurant result retaliation retired retirement retires retold
return returnship revealing revenge reversal reverse reversible review revised revising revive rewrite rewriting
rewritten rewrote rho rhythm rig right ring rise rising risk risky rival rivalry river road role roof room roommate
rope roster rota rotating rough round route routine row rubbish rubs rude ruin rule rumours run running rush
sabbatical sacristy safe safeguarding safer safernet safest safety salary sales salon same sample sat satisfaction
satisfied saturday save savings saw say scale scarce scared scares scene schedule scheduling scheme scholar
scholarship school sci science scienmag scientists score scraped scream screen screenshots script scrutiny se sea
search season second secondary secrecy secret section see seek seekers seem seen seldom selected self sell semester
semicolons seminar send senior seniority sense sensible sensitive sent sentence separate separation september serc
sergeant series serious sermon serve service session set setting settle settlement settling seven several severity sex
sexual shadow shake shaken shaking shall shame shaming shaped share sharing sharp sharpen she sheet shield shift shock
shop shopping short should shouldn shout shoved show shown shut shy sick side sign signal signature silence silent
silly similar similarity simple simply simulations since sincere single sink sir sister sit site sitting situation six
size sketch skill skimmed skin skip skipped slack slap sleep slept slice slide slightly slip sloan slot slow slumps
slurs small smallest smart smelling smells smile smiling snapped sneers so social society soft softened software
solicitor solid solo solution solve solving some somebody somehow someone something sometimes somewhat somewhere son
soon sorry sort sought sound sour source space span spare speak special specialise specialist specific speech speed
spell spend spent split spoil spoke spoken sponsor sponsorship spot spread spreadsheet spring sprint square src staff
stage stake stalking stall stance stand standard star start startup state station statistics status stay steady
stealing steer step stepping stethoscope stiff still sting stipend stole stomach stoneheen stood stop stopped stopping
store stories story straight strain strange stranger strangle strategies strategy strength stress stretch strict
strike strong strongest structural structure stuck student students studied studies studio study stuff stupid style
subject submission submit submitted subscription substance substantial substitute succeed success successful such
sudden suffers suggest suggestion suicidal suicide suit suitable sulk sum summarised summary summer sunday supervising
supervision supervisor supervisors supervisory supplier supply support supposed sure surgeon surgery surprise survey
survival survive suspect swallow swap swapped swears sweep sweetheart switch syndrome synthesis system table tablets
tag take taken taking tale talents talk target task taste tattoo taught tax tea teach teacher teachers team teams
tears tech technical technique telegram tell temper template ten tentatively tenth tenure term terrible terrified test
text textbook than thank thanks thankyou that the theatre their theirs them themselves then theory therapist therapy
there these thesis they thick thin thing think third thirty this those though thought thread threat threatened
threatening threatens three threshold through throwing thrown throws thumb thursday thx tick tie tiktok till time
timelines timetable timing tiny tip tipped tired tires tiring title tjan to today together toilet told tomorrow tone
tonight too took tool toolkit top topic tore total touch touchy toughening towards town toxic traced traces track
trade traffic train trainee transcript transfer translate transparency trap travel treat treatment trial tried tries
trigger trouble true truly trust truth truthfully try tuesday tuition turn turnaround tutor twelve twenty twice twin
two type typical unable unannounced unanswered unavoidable uncle unclear uncomfortable under undergraduate underlab
underlying underneath underrate underrepresented understand understood undisturbed undo undone unease uneasy unequal
unethical uneven unfair unfinished ungrateful uni union unit universities university unknown unless unmc unpaid
unprepared unprofessional unreachable unread unrelated unsafe unsaid unspoken unstuck unsuitable unsure until unused
unusual unwanted unwise unwritten up update ups upset upside upstairs upward uq urge urgent url us usable use useful
useless user using usual uw vague valid value van vanish variables vary vaughn vendor venting verb verdict verified
verify version versus very vesting vet veto via vicar victim video view village villain violence violent violin
virtual visa visibility visible vision visit voice voicemails volunteer vote vp vs wages waist wait wake walk wall
want war ward warm warn was wash wasn waste watch wave way we weak weakest weakness wear web website wednesday week
weekday weekend weigh weight weird welcome welder welding well wellthesis went were weren wet what whatever whatsapp
when whenever where whether which while whistleblowing white who whoever whole wholly whom whose why widely widen
wider wife wild will win window wing wise wish with withdraw withdrawal within without witness wm woke woman women won
wonder wont wood word work workable workbench workload workplace workshop world worried worries worry worse worship
worst worth worthless would wouldn wound wrap wreck write writer writing written wrong wrote yard year yes yesterday
yet you young your yours yourself yourselves youth yrs zero zone zoom
"""
COMMON_WORDS: Final[frozenset[str]] = frozenset(_TEXT.split())
_ENDINGS: Final = ("'s", "s", "es", "ed", "d", "ing", "ly", "er", "'ve", "'re", "'ll", "n't", "'d", "'m")


def is_common(word: str) -> bool:
    """True when `word` (small letters) is an everyday word, with or without a usual ending."""
    if word in COMMON_WORDS:
        return True
    return any(word.endswith(end) and word[: -len(end)] in COMMON_WORDS for end in _ENDINGS)
