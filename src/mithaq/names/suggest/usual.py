"""Everyday names for which the shipped table counted no Latin spelling, with the spellings that are usual.

Written by this project from general knowledge, not counted anywhere: which of them a state prefers is left to its spelling
habits (`letters.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_ROWS = """
خالد:Khalid,Khaled عمر:Omar,Umar,Omer اسماعيل:Ismail,Ismael,Esmail
سليمان:Sulaiman,Suleiman,Slimane,Soliman,Sulayman,Soulaimane عادل:Adel,Adil عثمان:Othman,Osman,Uthman,Othmane
عيسي:Isa,Issa,Eissa,Essa,Aissa كمال:Kamal,Kamel يحيي:Yahya,Yahia,Yehia عبدو:Abdou,Abdo,Abdu فواد:Fouad,Fuad,Foad
فهد:Fahd,Fahad حمد:Hamad سامي:Sami,Samy طارق:Tariq,Tarek,Tarik بدر:Badr,Bader سيد:Sayed,Sayyid,Said
جاسم:Jassim,Jasim,Jasem مريم:Maryam,Mariam,Meriem,Myriam,Meryem نور:Nour,Noor,Nur حمزه:Hamza,Hamzah ادم:Adam
عدنان:Adnan,Adnane جعفر:Jafar,Jaafar,Gaafar,Djafar ليلي:Layla,Leila,Laila كامل:Kamil,Kamel
راشد:Rashid,Rashed,Rached بشير:Bashir,Bachir,Basheer عمار:Ammar,Amar طه:Taha امل:Amal
يعقوب:Yaqoub,Yacoub,Yaqub,Yacoubi عصام:Issam,Essam,Isam حميد:Hamid,Hameed ياسر:Yasser,Yasir,Yaser فتحي:Fathi,Fathy
عايشه:Aisha,Aicha,Ayesha بلال:Bilal,Bilel,Belal حمادي:Hammadi,Hamadi توفيق:Tawfik,Tawfiq,Taoufik,Toufik
داود:Dawood,Daoud,Dawud سعاد:Souad,Suad,Soad حداد:Haddad مصري:Masri دوسري:Dosari,Dossari,Dawsari
مختار:Mukhtar,Mokhtar غانم:Ghanem,Ghanim ماضي:Madi,Mady فوزي:Fawzi,Fawzy,Faouzi,Fouzi رحيم:Rahim,Raheem
هيثم:Haitham,Haytham,Haythem درويش:Darwish,Darwich,Derouiche مسعود:Masoud,Massoud,Messaoud,Mesud علوي:Alawi,Alaoui
حمود:Hamoud,Hammoud,Humood فارس:Faris,Fares ناجي:Naji,Nagy,Nagi سفيان:Sufyan,Sofiane,Soufiane,Sufian
انور:Anwar,Anouar منير:Munir,Mounir,Monir,Muneer ريم:Reem,Rim,Rym ماهر:Maher,Mahir بوسعيدي:Busaidi,Bousaidi
حبسي:Habsi بكر:Bakr مجيد:Majid,Majeed فايز:Fayez,Faiz,Fayiz,Faez جميل:Jamil,Jameel,Gamil,Djamil
شهاب:Shihab,Shehab,Chihab شمري:Shammari,Shamari مالكي:Maliki,Malki سميره:Samira,Sameera رزاق:Razzaq,Razak,Razzak
جواد:Jawad,Jaouad ربيع:Rabie,Rabia,Rabi لطفي:Lotfi,Lutfi,Lotfy عبود:Abboud,Aboud
زكريا:Zakaria,Zakariya,Zakarya,Zakariyya اسما:Asma,Asmaa,Asmae خوري:Khoury,Khouri,Khuri
حسيني:Husseini,Hosseini,Hussaini,Husayni غازي:Ghazi,Ghazy عمري:Amri,Omari زهير:Zuhair,Zouhair,Zoheir,Zuhayr
احمر:Ahmar شاهين:Shahin,Shaheen,Chahine فرج:Faraj,Farag مطيري:Mutairi جوهر:Jawhar,Gohar,Johar ليبان:Liban
نهيان:Nahyan رشيدي:Rashidi,Rachidi عاشور:Ashour,Achour,Ashur حوا:Hawa,Hawwa عربي:Arabi مجدي:Majdi,Magdy,Magdi
انيس:Anis,Anees سلمي:Salma,Selma فتاح:Fattah,Fatah حجازي:Hijazi,Hegazy,Hejazi قاسمي:Qasimi,Kasmi,Qassimi
وايل:Wael,Wail شاكر:Shakir,Shaker,Chaker حاجي:Haji,Hajji رمضان:Ramadan,Ramadhan,Ramdane جورج:George,Georges
رجب:Rajab,Ragab كعبي:Kaabi,Kabi نايف:Nayef,Naif عمران:Imran,Omran حربي:Harbi نواف:Nawaf,Nawwaf بسام:Bassam,Basam
مها:Maha عواد:Awwad,Awad قحطاني:Qahtani,Kahtani سلام:Salam,Sallam,Sellam اسعد:Asaad,Assad,Asad
شعبان:Shaban,Chaabane,Shaaban عتيبي:Otaibi,Utaibi اميره:Amira,Ameera باسم:Basim,Bassem,Basem
جليل:Jalil,Jaleel,Galil,Djelil فتحيه:Fathia,Fathiya انصاري:Ansari موسوي:Mousawi,Musawi,Moussaoui
سهام:Siham,Seham,Sihem حاتم:Hatem,Hatim زاهر:Zaher,Zahir فارسي:Farsi,Faresi عليا:Alia,Alya,Aliaa سلوي:Salwa,Saloua
هاله:Hala عامري:Amri,Ameri,Amiri سنا:Sana,Sanaa خلفان:Khalfan سويدي:Suwaidi,Souidi جبر:Jabr,Gabr عاطف:Atef,Atif
هبه:Hiba,Heba غني:Ghani وسام:Wissam,Wisam,Wesam ليبي:Libi,Leibi ابتسام:Ibtisam,Ebtisam,Ibtissam,Ibtissem
بدوي:Badawi,Badaoui تامر:Tamer,Tamir حماد:Hammad,Hamad قبيسي:Qubaisi,Kobeissi رجا:Raja,Rajaa,Ragaa
شوقي:Shawki,Shawqi,Chaouki سحر:Sahar نوري:Nouri,Nuri سالي:Sally,Sali حنا:Hanna لميا:Lamia,Lamya,Lamiaa
نديم:Nadim,Nadeem متوكل:Mutawakil,Moutawakil,Mutawakkil نجلا:Najla,Naglaa,Najlaa عياد:Ayad,Ayyad,Ayed
مكي:Makki,Mekki,Makky قادر:Qadir,Kader,Qader رشاد:Rashad,Rachad كرم:Karam شيما:Shaima,Chaima,Shaimaa,Shaymaa
حرب:Harb نادين:Nadine,Nadeen رباح:Rabah حازم:Hazem,Hazim يزيدي:Yazidi,Yezidi دانا:Dana بطرس:Boutros,Butros
منصف:Moncef,Munsif,Mouncef باسل:Basel,Basil,Bassel جابري:Jabri,Jaberi عبير:Abeer,Abir جبوري:Jabouri,Jubouri,Juburi
نادر:Nader,Nadir امنه:Amna,Amina,Emna قرني:Qarni زعابي:Zaabi فراس:Firas,Feras كنعان:Kanaan,Kenan ايهاب:Ihab,Ehab
رانيه:Rania,Raniya فريده:Farida,Fareeda مغربي:Maghribi,Maghrabi,Moghrabi اديب:Adib,Adeeb عزت:Ezzat,Izzat
صديق:Siddiq,Seddik,Sadiq,Siddig رنا:Rana بري:Berri,Barri منذر:Munther,Mundhir,Mondher,Monzer فواز:Fawaz,Fawwaz
خان:Khan سقاف:Saqqaf,Sakkaf احلام:Ahlam,Ahlem حياه:Hayat,Hayah كلثوم:Kalthoum,Kulthum,Kalthum,Keltoum
شيخ:Sheikh,Shaikh,Cheikh,Sheekh
"""

USUAL: Mapping[str, tuple[str, ...]] = {
    name: tuple(spellings.split(",")) for name, _, spellings in (row.partition(":") for row in _ROWS.split())
}
"""Folded Arabic name without article → its usual Latin spellings, the plainest first."""


def weights(spellings: Sequence[str]) -> dict[str, float]:
    """Spelling → weight, by its place among the usual ones."""
    return {spelling: 1.0 / (place + 3) for place, spelling in enumerate(spellings)}
