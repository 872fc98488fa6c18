"""What kind of speaker a head noun stands for."""

from counterclaim.reading.reading import SpeakerKind
from counterclaim.reading.speaker import words as w

_PERSON = """
    academic accountant activist actor actress adviser advisor advocate aide ally ambassador analyst anchor
    archbishop architect artist assistant astronaut athlete attorney aunt author banker barrister biographer
    biologist bishop blogger boss boy brother businessman businesswoman campaigner candidate captain caretaker ceo
    cfo chair chairman chairwoman chairperson chancellor chaplain chemist chief clerk coach colleague colonel
    columnist comedian commander commentator commenter commissioner composer congressman congresswoman consultant
    contractor coordinator coroner correspondent councillor councilman councilwoman councilor counsel counselor
    cousin critic curator daughter dealer dean defendant delegate demonstrator deputy designer detective developer
    diplomat director doctor driver economist editor editor-in-chief emperor employee engineer entrepreneur envoy
    epidemiologist executive expert farmer father filmmaker financier firefighter fisherman founder co-founder
    friend general geologist geophysicist girl girlfriend boyfriend governor graduate grandfather grandmother guard
    guide head headmaster headteacher historian host husband industrialist informant insider inspector instructor
    investigator investor journalist judge justice king landlord lawmaker lawyer leader lecturer legislator
    lieutenant lobbyist magistrate major man manager marshal mayor mechanic mediator member midwife minister monk
    mother mp musician neighbor neighbour nominee novelist nun nurse observer officer official operative operator
    opponent organiser organizer owner painter parent partner passenger pastor patient petitioner philosopher
    photographer physician physicist pilot plaintiff playwright player poet policeman policewoman politician
    pollster pope premier president priest prime-minister prince princess principal producer professor programmer
    prosecutor protester psychiatrist psychologist publisher queen rabbi reader rebel receptionist registrar
    reporter representative researcher resident reverend rival sailor salesman scholar scientist secretary senator
    sergeant sheriff singer sister skipper sociologist soldier solicitor son speaker specialist spokesman
    spokesperson spokeswoman staffer star statistician strategist student superintendent supervisor supporter
    surgeon surrogate survivor suspect teacher technician theologian tourist trader treasurer trucker trustee tutor
    uncle veteran veterinarian vicar victim villager volunteer voter whistle-blower whistleblower wife witness
    woman worker writer admiral baron corporal constable commentator believer defender detractor insurgent migrant
    refugee settler shopkeeper subscriber taxpayer user viewer listener immigrant democrat republican conservative
    liberal socialist libertarian independent evangelical catholic muslim christian moderator negotiator ombudsman
    agent contender hopeful frontrunner front-runner magnate mogul tycoon billionaire millionaire hacker boxer
    cleric imam preacher militant extremist terrorist dissident gunman combatant bureaucrat undersecretary monarch
    ruler dictator commandant warden ranger paramedic dentist prisoner detainee inmate fugitive citizen child kid
    peasant laborer labourer trainer constituent co-host cohost co-author coauthor co-chair cochair contributor
    blogger vlogger caller organizer staffer strategist bodyguard banker archivist consul chairperson
    vice-president youth teenager pensioner customer guest
    """
_GROUP = """
    people men women children families residents crowd majority minority public audience respondents americans
    others some many most few several all anyone anybody everyone everybody both police-officers troops folks staff
    press media elite establishment community base faithful electorate team-mates millennials hispanics latinos
    couple pair trio siblings relatives parents youths police-sources locals sources forces figures circles authors
    signatories percent voices half third quarter jury panel opposition
    """
_GOVERNMENT = """
    police government ministry department agency army navy military court parliament senate congress council
    commission authority authorities embassy cabinet administration state federation regulator legislature
    municipality county city treasury constabulary consulate tribunal prosecution customs junta monarchy republic
    kingdom house bureau coastguard directorate inspectorate assembly chancellery watchdog
    """
_ORGANISATION = """
    company firm bank union party campaign university college school team club charity foundation group
    organisation organization association committee hospital airline corporation institute institution society
    church museum league coalition alliance movement think-tank lobby business supplier manufacturer retailer
    operator-group utility agency-firm fund board federation-club congregation chamber center centre laboratory lab
    office consortium network-group startup brewery shipyard factory maker brand industry inc ltd llc corp co plc
    pac partnership camp ngo nonprofit trust delegation militia mosque academy studio secretariat
    """
_OUTLET = """
    newspaper paper magazine outlet broadcaster network station channel website tabloid daily weekly newsroom
    newswire podcast blog site programme times post news herald tribune gazette telegraph globe chronicle journal
    guardian reuters cnn bbc nbc cbs abc msnbc npr pbs afp dispatch courier examiner bulletin radio tv
    """
_DOCUMENT = """
    report study poll survey letter memo memorandum lawsuit filing statement document law bill book email e-mail
    article editorial advert advertisement ad transcript ruling verdict opinion review film documentary data
    analysis resolution indictment complaint tweet post-online banner sign message note treaty agreement
    constitution research paper-draft findings figures-table statistics record records census affidavit brief
    speech story headline video column evidence polls manifesto platform petition pamphlet leaflet dossier
    communique communiqué accord estimate audit order decree rule rules amendment clause contract plan proposal
    index dataset results result numbers log diary placard act charter
    """

_PLAIN_PLURALS = {"police", "data", "news", "people", "congress", "press", "campus", "business", "witness", "actress"}
_GOVERNMENT_ACRONYMS = w.word_set("fbi cia nsa irs epa doj dhs ice fda cdc sec fcc ftc faa nhs mi5 mi6 fsb gchq")


def _nouns() -> dict[str, SpeakerKind]:
    lists = (
        (_PERSON, SpeakerKind.PERSON),
        (_GROUP, SpeakerKind.GROUP),
        (_DOCUMENT, SpeakerKind.DOCUMENT),
        (_OUTLET, SpeakerKind.OUTLET),
        (_ORGANISATION, SpeakerKind.ORGANISATION),
        (_GOVERNMENT, SpeakerKind.GOVERNMENT),
    )
    return {noun: kind for nouns, kind in lists for noun in nouns.split()}


NOUNS = _nouns()


def singular(noun: str) -> str:
    """The noun, lower case, without the ending of a regular plural; itself where there is none."""
    noun = noun.lower()
    if noun in NOUNS or noun in _PLAIN_PLURALS:
        return noun
    for ending, single in (("women", "woman"), ("men", "man"), ("wives", "wife"), ("ies", "y"), ("es", ""), ("s", "")):
        if noun.endswith(ending) and noun.removesuffix(ending) + single in NOUNS:
            return noun.removesuffix(ending) + single
    return noun


def kind_of_noun(noun: str, *, by_ending: bool = True) -> SpeakerKind | None:
    """The kind that a head noun stands for: several persons are a group; None for a noun that the lists lack.

    `by_ending` takes "-ists", "-ologist" and the like for persons; to be left off where the word may be a surname
    (Peters).
    """
    noun = noun.lower()
    if noun in _GOVERNMENT_ACRONYMS:
        return SpeakerKind.GOVERNMENT
    single = singular(noun)
    kind = NOUNS.get(single)
    if kind is SpeakerKind.PERSON and single != noun:
        return SpeakerKind.GROUP
    if kind is None and by_ending and noun.endswith(("ers", "ors", "ists", "ians", "ants", "ees")):
        return SpeakerKind.GROUP
    if kind is None and by_ending and noun.endswith(("ologist", "ician", "alist", "onist", "iatrist")):
        return SpeakerKind.PERSON
    return kind


def is_plural(noun: str, *, by_ending: bool = True) -> bool:
    """Whether the noun names several persons or bodies."""
    return singular(noun) != noun.lower() or kind_of_noun(noun, by_ending=by_ending) is SpeakerKind.GROUP
