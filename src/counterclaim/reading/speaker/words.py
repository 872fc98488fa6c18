"""Closed lists of words: titles, particles, pronouns, openers and given names."""

from counterclaim.reading.tables import table


def word_set(words: str) -> frozenset[str]:
    """The words of a list that is written as running text."""
    return frozenset(words.split())


HONORIFICS = {
    "mr": "m",
    "mrs": "f",
    "ms": "f",
    "miss": "f",
    "mx": "",
    "sir": "m",
    "lord": "m",
    "lady": "f",
    "dame": "f",
}

ABBREVIATED_TITLES = word_set(
    "mr mrs ms mx dr prof rev hon sen rep gov gen lt col maj capt cmdr sgt cpl adm brig supt insp det pres st atty sens"
    " reps govs gens profs drs messrs"
)

TITLES = ABBREVIATED_TITLES - {"st"} | word_set("""
    miss sir lord lady dame doctor professor reverend president vice-president chancellor premier senator
    representative congressman congresswoman governor mayor secretary attorney general colonel captain
    lieutenant sergeant admiral commander officer detective inspector justice queen prince princess archbishop
    cardinal ambassador mp chief commissioner councillor councilman councilwoman chairman chairwoman coroner
    speaker minister treasurer sheriff superintendent constable corporal brigadier father sister rabbi imam
    ayatollah sheikh pastor chair director
    """)

WEAK_TITLES = word_set("king judge pope major bishop dean marshal")
"""Titles that are also surnames: believed only at the start of a name."""

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})

PARTICLES = word_set(
    "de la le les du des da das do dos del della di den der van von ten ter bin bint ibn al el ul y zu abu"
)

HE_OR_SHE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
THEY = word_set("they them their theirs themselves")
IT = word_set("it its itself")
RELATIVE = word_set("who which whom whose that")
FIRST_PERSON = word_set("i me my mine myself we us our ours ourselves")
OTHER_PRONOUNS = word_set(
    "you your yours this these those one ones there what everyone everybody nobody somebody someone anyone all each"
    " neither either none such another here"
)
PRONOUNS = frozenset(HE_OR_SHE) | THEY | IT | RELATIVE | FIRST_PERSON | OTHER_PRONOUNS

ARTICLES = frozenset({"the", "a", "an"})
INDEFINITE = word_set("a an one another two three four five six seven eight nine ten dozens hundreds thousands several")
CALENDAR = word_set("""
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december
    """)
OPENERS = word_set("""
    a an the and but or nor so yet for as if in on at by to of from with into over under after before since
    until while when where why how though although because once then now still even also only just however
    meanwhile moreover instead indeed perhaps maybe later earlier last next this that these those there here
    both either neither each every all some many most few several such like unlike via per amid among despite
    during without within through between against about according not no yes its his her their our my your what
    which who whose whom is are was were be been said says say told asked did does do has have had would could
    should can might must he she it they we i you me him them us one two three four five six seven eight nine
    ten more less other others another first second third today yesterday tonight additionally furthermore
    further finally similarly recently again nevertheless
    """)

PREPOSITIONS = word_set("""
    of for from at in with on by to near under among inside outside across around over about who which that
    whose where including speaking as after before between behind against within
    """)

PARTIES = word_set("republican democrat democratic gop tory labour conservative liberal socialist")


GIVEN_NAMES = {
    name: gender for name, _, gender in (line.partition(" ") for line in table("given_names.txt").splitlines())
}
"""Given names, with m, f, or nothing where both bear them."""

COMMON = frozenset(table("common_words.txt").splitlines())
"""Words that are seldom part of a name."""

GENDERED_NOUNS = {
    **dict.fromkeys(
        word_set("man father brother son husband boyfriend uncle king prince priest monk boy grandfather"), "m"
    ),
    **dict.fromkeys(word_set("woman mother sister daughter wife girlfriend aunt queen princess nun girl actress"), "f"),
    "grandmother": "f",
}


def gender_of_noun(noun: str) -> str:
    """The gender that a noun tells (spokeswoman, father): m, f or nothing."""
    if noun in GENDERED_NOUNS:
        return GENDERED_NOUNS[noun]
    return "f" if noun.endswith("woman") else "m" if noun.endswith("man") and noun != "human" else ""


ABSTRACT = word_set(
    "experience history logic reality nature wisdom tradition time life intuition instinct reason fate luck progress"
    " conscience morality necessity truth"
)
"""Things that show or teach, and answer for nothing."""
