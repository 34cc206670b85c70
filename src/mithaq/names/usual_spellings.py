"""Everyday Arabic names in folded form, each with the Latin spelling that most international lists use."""

from __future__ import annotations

from collections.abc import Mapping

_WORDS = """
محمد:Muhammad احمد:Ahmad محمود:Mahmoud حسن:Hassan حسين:Hussein علي:Ali عمر:Omar عمرو:Amr عثمان:Othman
خالد:Khalid سعيد:Said سعد:Saad سالم:Salem سليم:Salim سليمان:Sulayman ابراهيم:Ibrahim اسماعيل:Ismail يوسف:Yusuf
يعقوب:Yaqub موسي:Musa عيسي:Isa يحيي:Yahya زكريا:Zakariya هارون:Harun داود:Dawud ادريس:Idris نوح:Nuh ادم:Adam
مصطفي:Mustafa مرتضي:Murtada رضا:Rida كريم:Karim رحيم:Rahim رحمن:Rahman قادر:Qadir عزيز:Aziz سلام:Salam
مالك:Malik ناصر:Nasser نصر:Nasr منصور:Mansour جمال:Jamal جميل:Jamil كمال:Kamal كامل:Kamel طارق:Tariq وليد:Walid
رشيد:Rashid راشد:Rashed ماجد:Majed مجيد:Majid حميد:Hamid حامد:Hamed حمد:Hamad حمزه:Hamza عباس:Abbas
جعفر:Jaafar صادق:Sadiq صالح:Saleh صلاح:Salah نبيل:Nabil سمير:Samir امير:Amir انور:Anwar اكرم:Akram اسامه:Osama
ايمن:Ayman ياسر:Yasser ياسين:Yassin فيصل:Faisal فهد:Fahd تركي:Turki بندر:Bandar بكر:Bakr طاهر:Tahir زيد:Zayd
زياد:Ziyad بلال:Bilal انس:Anas مهدي:Mahdi هادي:Hadi نور:Nur شمس:Shams بدر:Badr سيف:Sayf تاج:Taj فاطمه:Fatima
عايشه:Aisha خديجه:Khadija زينب:Zaynab مريم:Maryam ساره:Sara ليلي:Layla سلمي:Salma هدي:Huda مني:Mona امل:Amal
ايمان:Iman اسما:Asma هند:Hind رنا:Rana لينا:Lina سنا:Sana هنا:Hana وفا:Wafa نجلا:Najla شيما:Shaymaa
"""

USUAL: Mapping[str, str] = dict(pair.split(":") for pair in _WORDS.split())
"""Folded Arabic word → Latin spelling."""
