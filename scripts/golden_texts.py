"""Paragraphs for the golden files, all written for this purpose: no corpus, no article."""

import itertools

WRITTEN = r'''
The two ministers met in Lisbon on Tuesday to discuss fishing rights.
"We have agreed on every point but one," the envoy said, "and that one can wait."
“It’s not a treaty,” she told reporters, “it’s a promise — and promises can’t be filed.”
He said: 'I won't sign what I haven't read.' Nobody laughed.
The premier’s aides weren’t told; they’d’ve objected, wouldn’t they?
I'm sure you'll see that they're right, he's wrong and we've lost.
Y'all shouldn't've come, but since you're here, let's eat.
They're gonna vote tomorrow; we gotta be ready, and I wanna know why.
Ain't nobody going to tell Gen. Orvil Stant what he can't do.
See https://www.example.org/reports/2024/11/annex-b.pdf?lang=en#page=3 for the full text.
Write to press.office@example.gov or call +1 (202) 555-0134 before 5p.m. on Fri. 3 May.
The site (www.example.com) was down; mirrors at ftp://files.example.net:2121/pub/ worked.
Visit example.co.uk/news, or http://10.0.0.1:8080/status, or localhost:3000.
The ministry tweeted “Talks went well 👍🏽🎉” and deleted it 😅.
🇰🇭🤝🇻🇳 was all the message said.
Great news!!! 😀😀 The bridge is open :-) at last ;) <3
Exports rose 4.5% to $3.2bn, £1.1m more than in 2022–23, while imports fell by €250,000.
The fund lent US$40 million, C$5m, A$ 7.5 million and ₹9,00,000 at 3.25 per cent.
Ticket prices: $5-$10 (adults), 50¢ (children), ¥1,200 at the door, 300₫ by post.
Between 10 and 15 September, some 1,200-1,500 troops crossed the 38th parallel.
From 9:30am to 12:45 p.m., pp. 14–19, rows A-F and 3x5 m panels were inspected.
Temperatures of -5°C and 23.5°F. were logged; winds of 40km/h and 25 mph; 10 kg, 3ft and 6 in.
Gen. Tran Quoc Bao, Lt. Col. Pham Thi Ngoc Lan and Dr. Nguyễn Văn Hùng attended the drill.
Samdech Hak Rithy and H.E. Sok Vannak welcomed Prime Minister Phạm Minh Đức in Siem Reap.
Foreign Minister Zhang Weiming met his counterpart Park Ji-hoon and Mr. Tanaka Hiroshi.
Sheikh Khalid bin Faisal Al-Mansour and Abd al-Rahman ibn Yusuf al-Hakimi flew to Doha.
Dato' Seri Ahmad bin Ismail said M. Kulasegaran s/o Murugesan would chair the panel.
President Lê Thanh Bình received Laotian Vice-Premier Bounthong Sisavath at the palace.
Ms. Siti Nurhaliza binti Abdullah, 43, of Johor Bahru, will lead the ASEAN delegation.
Maung Thein Aye and Daw Khin Mya Win declined to comment.
Agenda: 1. Border trade; 2. Dams; 3) Fisheries; (4) Any other business.
- first item
* second item, with a note (see below)
• third item: costs, risks & benefits
a) roads b) rail c) ports
LEADERS SIGN PACT ON RIVER WATER
Minister to Visit Capital Next Week, Spokeswoman Says
UPDATE 2-Oil slips as talks stall; traders eye Fed
ROME, Oct 3 (Newswire) - Two ships collided off the coast on Thursday, officials said.
HANOI (Agency) — Customs officers seized 3.4 tonnes of ivory at the port of Hai Phong.
The U.S. and the U.K. told the U.N. Security Council that the D.P.R.K. had fired two missiles.
Inc., Ltd., Corp. and Co. are abbreviations; so are e.g., i.e., etc., cf., vs. and approx.
He was born on Jan. 5, 1961, in St. Louis, Mo., and moved to Washington, D.C., in Sept. 1980.
No. 10 did not reply. Sec. 4(b) of Art. 12 applies, as does para. 3.
The Co-operation Council’s vice-chair re-elected its ex-president for a third, non-renewable term.
A well-known, state-of-the-art, 30-year-old, multi-million-dollar plant was shut down.
She read ‘War and Peace’, ‘The Trial’ and "Ulysses" in the camp.
The so-called "Friends' Group" (a dozen states) isn't neutral; it's partial.
((Nested (brackets) [and] {braces}) are) odd.
What?! Who said that... and why? No one knows…
Well...maybe. I think—no, I know—that he lied.
The price/quality ratio and the and/or clause confused him; 24/7 support did not help.
Version 2.0.1-beta of the app, build #4521, supports C++, C# and F#.
file_name.txt was saved to C:\Users\clerk\notes and /usr/share/doc.
His score of 3:2 beat the 1,000,000-to-1 odds; 2+2=4, 5*3=15, x^2.
The 1990s, the '80s and the mid-2000s saw three wars.
AT&T, R&D, Q&A and B&B all contain ampersands.
Rock 'n' roll isn't dead, ma'am; 'tis only sleepin', doin' nothin'.
Mr. and Mrs. O'Neill-D'Souza live at 221B Baker St., N.W.
The committee has been meeting since March, and it has not yet been told that the report which was leaked had been written by its own chair.
Having lost the vote, the coalition that had governed for eleven years fell.
Who did the ministers say they would meet, and where were they going?
Not only did he resign, but he also asked that his deputies be replaced.
The harder they negotiated, the less they agreed.
It was the ambassador who was expelled, not the consul.
There is little hope that there will be peace before there are elections.
Give the delegates the documents they asked for and let them go home.
Were the dam to fail, thousands of people living below it would have to be moved.
A statement was issued yesterday that surprised everyone in the room.
The agreement, signed in 2011 and renewed twice, expires in June.
Pandas eat bamboo; so do some rats, but few people do.
The troops were ordered to withdraw from the villages they had occupied and to hand over their maps.
Both sides' experts will visit each other's bases, the ministry said in a statement.
The President of the Republic, Her Excellency Ama Boateng, arrives today on a state visit.
The ship, the largest of its class, will call at Da Nang, Sihanoukville and Laem Chabang.
Prices of rice, rubber and pepper rose; those of tin, teak and coffee fell.
On the sidelines of the summit, Brunei's sultan held talks with Timor-Leste's prime minister.
Thailand's Second Army Region denied the claims; Cambodia's Ministry of National Defence repeated them.
The Mekong River Commission will meet in Vientiane in the first quarter of 2026.
The European Union, NATO and the African Union condemned the coup; the Arab League did not.
French, Dutch and Polish police arrested 14 people in a joint raid on Monday night.
The Treaty of Amity and Cooperation was signed in Bali on 24 February 1976.
The World Cup, Ramadan and the Lunar New Year all fall in the same quarter.
About two-thirds of voters, or 66.7 percent, backed the amendment; a quarter did not vote.
He ran 100 metres in 9.9 seconds, 42.195 km in 2h05m, and never an inch more.
Name	Country	Votes
Ada	Malta	12
| Year | Exports | Imports |
|------|---------|---------|
| 2021 | 14.2    | 13.9    |
The  double  spaces   and	tabs stay.
 leading space
trailing space 
line one
x
A
I
.
...
—
"
12
$
%
@user #hashtag RT @other: hello
cafe, café, CAFÉ, naïve, façade, Zürich, İstanbul, Łódź, Ångström, straße, œuvre
Київ and Москва are written in Cyrillic; Αθήνα in Greek; القاهرة in Arabic; 東京 in kanji.
ភ្នំពេញ is the capital of កម្ពុជា.
The word ‘北京’ was printed beside “서울” and ‘กรุงเทพ’.
e.g.this,that;and:the other
end.Start of the next one.And another,without spaces
Re: FW: minutes of the 3rd meeting (draft v.2, 14/03/24)
To whom it may concern: please find enclosed 2 (two) copies of Form I-94A.
The vote was 7–2, with J. Smith, K. L. Jones and M.-C. Dubois absent.
§ 12 Abs. 3 and © 2024 Example Ltd.® ™ are symbols.
Nos. 3, 4 & 5; Vols. I–IV; Chs. 2ff.; ibid., p. 9n.
Call it what you will: coup, putsch, uprising, revolution.
Neither the king nor his sons have been seen in public since.
She is taller than he is, and he is older than she.
The bank raised rates by 25 basis points, to 5.5%, its highest since 2008.
Mother-in-law jokes aren't funny, said the brother-in-law.
The minister who resigned, whose name I forget, was the one to whom they wrote.
Children were playing, dogs barking, and soldiers marching past.
The river is 4,350 km long; its delta covers 39,000 sq. km.
Police say they've found the boat in which the two men fled.
The opposition called the move "undemocratic", "illegal" and, in one case, "bananas".
"Stop!" he cried. "Who goes there?" "A friend," I said.
‘I asked him, “Why?”’ she recalled, ‘and he said, “Because.”’
The talks had been due to resume on Wednesday but were put off until further notice.
He gave up smoking, took up rowing, and looked after his mother.
The better-off pay more, the worst-off nothing.
They will have been working on it for ten years by then.
Could you tell me what happened, please?
Never before had so many signed so little.
Sri Lankan officials, among them two judges, were flown home.
The 16-member panel's first-ever report ran to 1,024 pages.
Some say yes; others, no. Most say nothing.
A U.S.-led coalition and a China-backed bank bid for the Ho Chi Minh City-Can Tho line.
Mt. Etna erupted at 03:12 GMT, closing Catania's airport for 6 hrs.
The EU's 27 members, the G7, and the P5+1 all sent notes verbales.
This is the house that the man who built the bridge that fell lived in.
He's been there; he's here; it's gone; that's his; who's there; let's see.
I'd go if I could; I'd gone before; he'd better; she'd like it.
Cannot, gonna, gimme, lemme, dunno: all are contractions of a kind.
The N.Y.-based firm's CEO, a.k.a. "the Fox", paid $2.5-3 million.
W/o a visa, w/ a permit, c/o the embassy, 50 km/h.
The thirty-first of December, the 1st of January and May Day are holidays.
'''

WHO = ["Defence Minister Sok Dara", "the Indonesian president", "Ambassador Mary Ellis", "a spokesman for the junta",
       "Crown Prince Haakon", "Gen. Aung Lin", "the bloc", "Ms. Ortega"]
DOES = ["met", "praised", "will visit", "has accused", "did not name", "signed an accord with", "was received by",
        "called on"]
WHOM = ["his Vietnamese counterpart", "Qatar and Oman", "the World Bank", "U.N. envoy Jan Vos", "New Zealand's premier",
        "three lawmakers"]
WHEN = ["on Monday", "in early March 2023", "last week", "on the 12th of May", "two days ago", "at 10 a.m. local time",
        "during the Paris talks"]
WHY = ["to boost trade worth $1.5 billion.", "over the disputed islands.", "after 14 soldiers were killed.",
       "and promised 20,000 tonnes of rice.", "amid fears that the truce won't hold.", "; no details were given."]


def paragraphs():
    out = [line for line in WRITTEN.split("\n") if line]
    wheel = itertools.cycle(range(7))
    for number in range(190):
        skip = next(wheel)
        parts = [WHO[number % 8], DOES[(number + skip) % 8], WHOM[(number * 5 + skip) % 6],
                 WHEN[(number * 3) % 7], WHY[(number + 2 * skip) % 6]]
        text = " ".join(parts).replace(" ;", ";")
        out.append(text[0].upper() + text[1:])
    return ["", " ", "   ", "\n", "\n\n \t", "Two lines\nof one paragraph.\n\nAnd another.\n"] + out


def long_document(tokens):
    """One paragraph of at least so many words."""
    out, count = [], 0
    for text in itertools.cycle(p for p in paragraphs() if len(p) > 40):
        out.append(text)
        count += len(text.split())
        if count > tokens:
            return " ".join(out)
