"""Words that are no names, and names that are also words."""

from __future__ import annotations

TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor sir madam herr frau hr fr dipl ing monsieur madame mme m"
    " mlle señor señora sr sra srta don doña signor signora sig dott mevrouw meneer dhr mevr".split()
)
PARTICLES = frozenset(
    "van von der den de la le du des di da del della dos das el al bin ibn ter ten zu zur mac mc y e"
    " jr sr ii iii iv phd mba".split()
)
LEGAL = frozenset(
    "inc ltd llc llp gmbh ag kg kgaa se corp corporation co company sa sas sarl srl spa bv nv plc oy"
    " oyj ab as aps limited incorporated holding holdings group mbh ug eg ev sl slu lda pty pvt".split()
)
# Whom a greeting names when it names nobody, and speakers that exports call by what they are.
NOBODY = frozenset(
    "team all there everyone everybody folks guys both again support sales sir madam customer client"
    " service care help desk helpdesk agent admin administrator user users moderator bot assistant"
    " system friend friends colleagues hiring manager rep representative representatives seller buyer"
    " prospect contact caller operator speaker unknown unnamed guest anonymous host participant"
    " interviewer interviewee me you they concerned whom company billing account accounts info"
    " zusammen alle damen herren herr frau kollege kollegen kolleginnen kundenservice kunde"
    " tous toutes équipe monsieur madame messieurs mesdames client service"
    " equipo todos todas cliente señor señora señores tutti team staff"
    " iedereen allemaal heer mevrouw klant equipe pessoal thanks please just quick the my our your"
    " this it is i we a an no yes so ok okay ai noreply reply do not mail email e-mail hello office"
    " in on at since when can could what why how where there after before as if for with from he she any"
    " some one our would will is are do does did have has had but and or to of by not now today yesterday"
    " still also was were been being may might must should shall then than that these those here"
    " der die das den dem une un le la les el los las il lo gli".split()
)
# Parts of names that are also words of everyday or business language: alone, in running text,
# they are taken for the word.
WORDS = frozenset(
    "abbey able ace amber angel apple april archer art ash ashes august autumn baker ball banks barber"
    " barn bass bay beach bean bear beck bell berry best bill bird bishop black blank block bloom blue"
    " bolt bond book booker booth boss bowl bowman box boy branch brand brandy brave bright brook brooks"
    " brown brush buck bud burn burns bush butcher butler buttons camp candy cannon canon card carol"
    " carpenter carter case cash castle chance chandler chapel charge charity chase chip christian church"
    " cliff close cloud clay clerk coach coal coin cole colt comfort constant cook cooper copper cord"
    " corn cost cotton counts court cox crane crisp cross crow crown crystal curry cut daily daisy dale"
    " dash dawn day dean deal dear dell destiny diamond dick dollar dolly don door dove drake draper drew"
    " driver duke dusty early earl east eaton eden ember emery english eve ever fair faith falls farmer"
    " fast favor fern field fields finch fine fisher flint flood flora flower fly ford forest forge fort"
    " foster fountain fox france franc frank free freeman french friday frost fuller gage gale gamble game"
    " garden gardener garland gates gay gem gene german gill ginger glass glen gold golden good goodman"
    " grace grand grant graves gray green grey grove guy hale hall ham hammer hand handy harbor hardy harm"
    " harmony harp harper hart harvest haven hawk hay hazel head heart heath heather heaven herb hide high"
    " hill hills holiday holly holmes home honey honor hood hook hope horn house hunt hunter ice indigo"
    " ink iris irons ivory ivy jack jade jasmine jay jean jet jewel job joint joy judge june junior just"
    " justice kay keen key kind king knight lake lamb lance land lane lark latch lance large latin laurel"
    " law lawn lawyer leaf lee legend levy lily lime link lion little lock lodge long lord love low luck"
    " lucky lynch major mall man manual march mark marks marsh marshal marshall martial martin mason masters"
    " matt max may mays melody mercy merit merry meyer miles mill miller mills mine mint miss misty model"
    " money monk moon moore more morning moss mount music myrtle nash neat new newman nice nick night noble"
    " noel north norm novel oak oaks ocean octave olive page paige pal palmer park parker parks parrot parson"
    " pat patience paul peace peach pearl penny pepper perk peter piece pierce pike pilot pine piper pitt"
    " plant plenty plumb poe point pole pond pool poor pope porter post potter potts power powers pratt press"
    " price priest prince prior proctor prudence purple queen quick quill rain ramp ranger ray read reader"
    " ready red reed reef rich rick ridge ring rivers river road rob robin rock rocky rod roman rose ross"
    " round rowan royal ruby rush russet rusty ruth sable sadler sage sailor sale sales salt sand sandy savage"
    " saw sawyer scarlet school scott season self sept sergeant serve sharp shaw shell shepherd shield shore"
    " short silver singer singh sky slack slate slater small smart smith snow soldier south spark sparks"
    " spear spence spencer spice spring squire star stark steel steele steep stern steward still stock stone"
    " storm story street strong sue summer sun sunday sunny sutton swan sweet swift taylor teach temple terry"
    " test thatcher thorn tiger tim timber time tom tony tower town townsend trace travel tree trip trinity"
    " true trusty tucker tune turn turner tyler underwood union valentine vale van victor victory viola"
    " violet virtue wade wagner walk walker wall waller walls ward ware warden warner warren water waters way"
    " weaver webb weber webster weeks welcome well wells west wheat wheeler white wild wilder will wills wind"
    " winter winters wise wolf wood woods word wren wright yard york young"
    " arch basic cloud core data delta direct edge element express first focus fusion general global gravity"
    " horizon hub ideal impact insight logic meta metro mobile modern momentum motion network next nova open"
    " orange oracle orbit origin pay pioneer pivot planet platform pulse quest rapid relay scale shape signal"
    " snap solid source spectrum spot square stack standard stripe summit support swift switch sync target"
    " team trade trust unity vector vision wave work works zoom"
    " bach bauer berg blum braun ernst fischer fuchs graf groß gross grün hahn hase haus heide herz hirsch"
    " hof jung kaiser kalt kern klein koch könig kraft krug kurz lang lange lehmann licht lieb lustig mai"
    " maier markt mauer mond müller nagel neu neumann ost pfeiffer rad rein reich richter ritter roth sauer"
    " schäfer schmied schneider schnell scholz schön schreiber schuster schwarz sommer sonne stark stein"
    " stern süß tag vogel voll wald weber weiß weiss winter wolf wolff ziegler zimmer"
    " blanc bon bonne charpentier claire fleur florence grand jolie marin marine mer noir petit roi rose"
    " roche rousseau sœur vert"
    " alba amor ángel blanco blanca bravo calle campo casa cruz delgado dolores flores fuentes gallego guerra"
    " hierro iglesias leal león luna luz marina mercedes molina montes moreno olmo paz piedra prado ramos rey"
    " reyes ríos rojo rosa rosario sol soledad torres vega victoria".split()
)
