"""The table of ICAO 9303-3 section 6.C with the two letters that appendix B adds (facts of a standard)."""

from __future__ import annotations

CODES: tuple[tuple[str, str], ...] = (
    ("\u0621", "XE"),  # ARABIC LETTER HAMZA
    ("\u0622", "XAA"),  # ARABIC LETTER ALEF WITH MADDA ABOVE
    ("\u0623", "XAE"),  # ARABIC LETTER ALEF WITH HAMZA ABOVE
    ("\u0624", "U"),  # ARABIC LETTER WAW WITH HAMZA ABOVE
    ("\u0625", "I"),  # ARABIC LETTER ALEF WITH HAMZA BELOW
    ("\u0626", "XI"),  # ARABIC LETTER YEH WITH HAMZA ABOVE
    ("\u0627", "A"),  # ARABIC LETTER ALEF
    ("\u0628", "B"),  # ARABIC LETTER BEH
    ("\u0629", "XTA"),  # ARABIC LETTER TEH MARBUTA
    ("\u062a", "T"),  # ARABIC LETTER TEH
    ("\u062b", "XTH"),  # ARABIC LETTER THEH
    ("\u062c", "J"),  # ARABIC LETTER JEEM
    ("\u062d", "XH"),  # ARABIC LETTER HAH
    ("\u062e", "XKH"),  # ARABIC LETTER KHAH
    ("\u062f", "D"),  # ARABIC LETTER DAL
    ("\u0630", "XDH"),  # ARABIC LETTER THAL
    ("\u0631", "R"),  # ARABIC LETTER REH
    ("\u0632", "Z"),  # ARABIC LETTER ZAIN
    ("\u0633", "S"),  # ARABIC LETTER SEEN
    ("\u0634", "XSH"),  # ARABIC LETTER SHEEN
    ("\u0635", "XSS"),  # ARABIC LETTER SAD
    ("\u0636", "XDZ"),  # ARABIC LETTER DAD
    ("\u0637", "XTT"),  # ARABIC LETTER TAH
    ("\u0638", "XZZ"),  # ARABIC LETTER ZAH
    ("\u0639", "E"),  # ARABIC LETTER AIN
    ("\u063a", "G"),  # ARABIC LETTER GHAIN
    ("\u0641", "F"),  # ARABIC LETTER FEH
    ("\u0642", "Q"),  # ARABIC LETTER QAF
    ("\u0643", "K"),  # ARABIC LETTER KAF
    ("\u0644", "L"),  # ARABIC LETTER LAM
    ("\u0645", "M"),  # ARABIC LETTER MEEM
    ("\u0646", "N"),  # ARABIC LETTER NOON
    ("\u0647", "H"),  # ARABIC LETTER HEH
    ("\u0648", "W"),  # ARABIC LETTER WAW
    ("\u0649", "XAY"),  # ARABIC LETTER ALEF MAKSURA
    ("\u064a", "Y"),  # ARABIC LETTER YEH
    ("\u0671", "XXA"),  # ARABIC LETTER ALEF WASLA
    ("\u0679", "XXT"),  # ARABIC LETTER TTEH
    ("\u067c", "XRT"),  # ARABIC LETTER TEH WITH RING
    ("\u067e", "P"),  # ARABIC LETTER PEH
    ("\u0681", "XKE"),  # ARABIC LETTER HAH WITH HAMZA ABOVE
    ("\u0685", "XXH"),  # ARABIC LETTER HAH WITH THREE DOTS ABOVE
    ("\u0686", "XC"),  # ARABIC LETTER TCHEH
    ("\u0688", "XXD"),  # ARABIC LETTER DDAL
    ("\u0689", "XDR"),  # ARABIC LETTER DAL WITH RING
    ("\u0691", "XXR"),  # ARABIC LETTER RREH
    ("\u0693", "XRR"),  # ARABIC LETTER REH WITH RING
    ("\u0696", "XRX"),  # ARABIC LETTER REH WITH DOT BELOW AND DOT ABOVE
    ("\u0698", "XJ"),  # ARABIC LETTER JEH
    ("\u069a", "XXS"),  # ARABIC LETTER SEEN WITH DOT BELOW AND DOT ABOVE
    ("\u06a9", "XKK"),  # ARABIC LETTER KEHEH
    ("\u06ab", "XXK"),  # ARABIC LETTER KAF WITH RING
    ("\u06ad", "XNG"),  # ARABIC LETTER NG
    ("\u06af", "XGG"),  # ARABIC LETTER GAF
    ("\u06ba", "XNN"),  # ARABIC LETTER NOON GHUNNA
    ("\u06bc", "XXN"),  # ARABIC LETTER NOON WITH RING
    ("\u06be", "XDO"),  # ARABIC LETTER HEH DOACHASHMEE
    ("\u06c0", "XYH"),  # ARABIC LETTER HEH WITH YEH ABOVE
    ("\u06c1", "XXG"),  # ARABIC LETTER HEH GOAL
    ("\u06c2", "XGE"),  # ARABIC LETTER HEH GOAL WITH HAMZA ABOVE
    ("\u06c3", "XTG"),  # ARABIC LETTER TEH MARBUTA GOAL
    ("\u06cc", "XYA"),  # ARABIC LETTER FARSI YEH
    ("\u06cd", "XXY"),  # ARABIC LETTER YEH WITH TAIL
    ("\u06d0", "Y"),  # ARABIC LETTER E
    ("\u06d2", "XYB"),  # ARABIC LETTER YEH BARREE
    ("\u06d3", "XBE"),  # ARABIC LETTER YEH BARREE WITH HAMZA ABOVE
    ("\u06a4", "V"),  # ARABIC LETTER VEH
    ("\u06a5", "XF"),  # ARABIC LETTER FEH WITH THREE DOTS BELOW
)

SILENT = frozenset(
    # Tatweel, vowel signs, and four letters of African and Asian use: the standard gives them no code.
    "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0652\u0670\u069c\u06a2\u06a7\u06a8"
)
