"""When and where somebody was lost, against when and where remains were found.

Date: P(found | person) = (1-w) exp(-gap/m)/m for a gap >= 0 in days between last seen alive and
death or recovery, + w/1000. Remains that seem older than the person's last day are ranked down by
the floor w, never excluded: dates are wrong too. Death is what is compared where it was estimated.

Place: P(found | person) = p K(d) + (1-p)/A, K a Student kernel in the plane, A the region. With a
narrow kernel this is the most dangerous term: it is wide, with heavy tails and a background.
P(found | another) is over others who were lost *at that time*: a front moves, and place and date go
together.
"""

import numpy as np

from cases.identification.densities import (
    Numbers,
    against_others,
    known_or_mean,
    student_in_the_plane,
)
from cases.identification.parameters import Parameters
from cases.identification.people import People, middle_of
from cases.identification.records import PostMortem

KM_A_DEGREE = 111.2


def date_likelihood(pm: PostMortem, people: People, parameters: Parameters) -> Numbers:
    found = middle_of(pm.died or pm.recovered)
    if found is None:
        return np.full(len(people), np.nan)
    gap = found[0] - people.last_seen
    # Half the uncertainty of both dates is given to either side of the step at 0.
    unsure = np.hypot(found[1], people.last_seen_spread)
    mean = parameters.gap_days + unsure
    decay = np.exp(-np.maximum(gap, 0) / mean) / mean
    likely = np.where(gap >= -2 * unsure, decay, 0.0)
    floor = parameters.gap_floor / parameters.days
    return np.where(np.isnan(gap), np.nan, (1 - parameters.gap_floor) * likely + floor)


def place_likelihood(pm: PostMortem, people: People, parameters: Parameters) -> Numbers:
    if pm.place is None:
        return np.full(len(people), np.nan)
    away = distance(pm.place.latitude, pm.place.longitude, people.latitude, people.longitude)
    # A radius is read as two deviations.
    scale = np.sqrt(parameters.place_km**2 + (people.radius**2 + pm.place.radius**2) / 4)
    near = student_in_the_plane(away, scale, parameters.place_freedom)
    return parameters.place_local * near + (1 - parameters.place_local) / parameters.region_km2


def distance(latitude: float, longitude: float, latitudes: Numbers, longitudes: Numbers) -> Numbers:
    """Kilometres, on a flat map of the neighbourhood: a part in a thousand within 500 km."""
    north = (latitudes - latitude) * KM_A_DEGREE
    half_way = np.radians((latitudes + latitude) / 2)
    east = (longitudes - longitude) * KM_A_DEGREE * np.cos(half_way)
    away: Numbers = np.hypot(north, east)
    return away


def date(pm: PostMortem, people: People, event: People, parameters: Parameters) -> Numbers:
    return against_others(
        date_likelihood(pm, people, parameters),
        date_likelihood(pm, event, parameters),
        1 / parameters.days,
        parameters,
    )


def place(pm: PostMortem, people: People, event: People, parameters: Parameters) -> Numbers:
    lost_then = known_or_mean(date_likelihood(pm, event, parameters), 1 / parameters.days)
    return against_others(
        place_likelihood(pm, people, parameters),
        place_likelihood(pm, event, parameters),
        1 / parameters.region_km2,
        parameters,
        lost_then,
    )
