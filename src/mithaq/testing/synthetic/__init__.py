"""Synthetic people and objects: plausible, repeatable by seed, and nobody real.

Numbers, plates and serials are well formed but carry series that their states are not known to issue: see
`numbers`.
"""

from mithaq.testing.synthetic.generator import DEFAULT_SEED, Generator
from mithaq.testing.synthetic.person import SyntheticPerson
from mithaq.testing.synthetic.photo import demo_photo
from mithaq.testing.synthetic.planted import planted_person

__all__ = ["DEFAULT_SEED", "Generator", "SyntheticPerson", "demo_photo", "planted_person"]
