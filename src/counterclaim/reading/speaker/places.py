"""States behind capitals, residences and demonyms: facts of general knowledge, kept as a table."""

_ROWS = """
Afghanistan|Kabul|Afghan Afghans
Argentina|Buenos Aires|Argentine Argentines
Australia|Canberra|Australian Australians
Austria|Vienna|Austrian Austrians
Azerbaijan|Baku|Azerbaijani Azerbaijanis
Armenia|Yerevan|Armenian Armenians
Belarus|Minsk|Belarusian Belarusians
Belgium||Belgian Belgians
Brazil|Brasília Brasilia|Brazilian Brazilians
Britain|London|British
Bulgaria|Sofia|Bulgarian Bulgarians
Canada|Ottawa|Canadian Canadians
Chile|Santiago|Chilean Chileans
China|Beijing Peking|Chinese
Colombia|Bogotá Bogota|Colombian Colombians
Croatia|Zagreb|Croatian Croats
Cuba|Havana|Cuban Cubans
Czech Republic|Prague|Czech Czechs
Denmark|Copenhagen|Danish Danes
Egypt|Cairo|Egyptian Egyptians
Estonia|Tallinn|Estonian Estonians
Ethiopia|Addis Ababa|Ethiopian Ethiopians
Finland|Helsinki|Finnish Finns
France|Paris|French
Georgia|Tbilisi|Georgian Georgians
Germany|Berlin|German Germans
Greece|Athens|Greek Greeks
Hungary|Budapest|Hungarian Hungarians
India|New Delhi,Delhi|Indian Indians
Indonesia|Jakarta|Indonesian Indonesians
Iran|Tehran Teheran|Iranian Iranians
Iraq|Baghdad|Iraqi Iraqis
Ireland|Dublin|Irish
Israel|Jerusalem|Israeli Israelis
Italy|Rome|Italian Italians
Japan|Tokyo|Japanese
Jordan|Amman|Jordanian Jordanians
Kenya|Nairobi|Kenyan Kenyans
Latvia|Riga|Latvian Latvians
Lebanon|Beirut|Lebanese
Lithuania|Vilnius|Lithuanian Lithuanians
Mexico|Mexico City|Mexican Mexicans
Morocco|Rabat|Moroccan Moroccans
Myanmar|Naypyidaw|Burmese
Netherlands|The Hague|Dutch
Nigeria|Abuja|Nigerian Nigerians
North Korea|Pyongyang|North Korean,North Koreans
Norway|Oslo|Norwegian Norwegians
Pakistan|Islamabad|Pakistani Pakistanis
Philippines|Manila|Philippine Filipino Filipinos
Poland|Warsaw|Polish Poles
Portugal|Lisbon|Portuguese
Qatar|Doha|Qatari Qataris
Romania|Bucharest|Romanian Romanians
Russia|Moscow|Russian Russians
Saudi Arabia|Riyadh|Saudi Saudis
Serbia|Belgrade|Serbian Serbs
South Africa|Pretoria|South African,South Africans
South Korea|Seoul|South Korean,South Koreans
Spain|Madrid|Spanish
Sweden|Stockholm|Swedish Swedes
Switzerland|Bern|Swiss
Syria|Damascus|Syrian Syrians
Taiwan|Taipei|Taiwanese
Thailand|Bangkok|Thai Thais
Turkey|Ankara|Turkish Turks
Ukraine|Kyiv Kiev|Ukrainian Ukrainians
United States|Washington|American Americans
Venezuela|Caracas|Venezuelan Venezuelans
Vietnam|Hanoi|Vietnamese
Yemen|Sanaa|Yemeni Yemenis
"""

_OFFICES = """
Kremlin=Russia; Downing Street=Britain; White House=United States; Élysée=France; Elysee=France; Pentagon=;
Capitol Hill=; Foggy Bottom=; Whitehall=Britain; Blue House=South Korea; Chancellery=; Vatican=; Holy See=; Westminster=
"""


def _split(names: str) -> list[str]:
    """Names of one cell: parted by commas, or by spaces where all are single words."""
    if "," in names:
        return names.split(",")
    return [names] if names in {"Buenos Aires", "Addis Ababa", "Mexico City", "The Hague"} else names.split()


STATES: dict[str, str] = {}
"""Lower-case names of states and capitals, with the state's plain name."""

DEMONYMS: dict[str, str] = {}
"""Lower-case demonyms, adjectives as well as nouns, with the state."""

for _row in _ROWS.split("\n"):
    if _row:
        _state, _capitals, _people = _row.split("|")
        STATES[_state.lower()] = _state
        STATES.update({name.lower().removeprefix("the "): _state for name in _split(_capitals)})
        DEMONYMS.update({name.lower(): _state for name in _split(_people)})
for _name in ("US", "U.S", "USA", "U.S.A", "America", "United States of America"):
    STATES[_name.lower()] = "United States"
for _name in ("UK", "U.K", "United Kingdom"):
    STATES[_name.lower()] = "United Kingdom"

OFFICES: dict[str, tuple[str, str | None]] = {
    office.strip().lower(): (office.strip(), state or None)
    for office, _, state in (entry.partition("=") for entry in _OFFICES.replace("\n", " ").split(";"))
}
"""Residences and seats: lower-case name, with the name as written and the state, where it is one."""
