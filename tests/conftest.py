"""What holds for every test: no test depends on how fast the machine is."""

from hypothesis import HealthCheck, settings

# A busy machine is no fault of ours: without a deadline, and without judging how long examples take to make.
settings.register_profile("not-so-fast", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("not-so-fast")
