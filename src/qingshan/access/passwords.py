"""How passwords are hashed. See docs/decisions/0003-password-hash.md."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class SchoolArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2id at OWASP's first setting: 19 MiB, two passes, one lane.

    Django's default of 100 MiB and eight lanes lets thirty sign-ins at the first bell take a small
    school machine's whole memory.
    """

    time_cost = 2
    memory_cost = 19 * 1024  # KiB
    parallelism = 1
