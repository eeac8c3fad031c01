"""How much work a team can do each month: who leaves, who is recruited with a lag, and who is still learning."""

from __future__ import annotations

import numpy as np

from uitvoerbaar.delivery.queues.draws import Draws, Floats, counts, normal, uniforms
from uitvoerbaar.delivery.queues.inputs import MINUTES, Staff


def productivity(staff: Staff) -> Floats:
    """What somebody does in each month of learning, as a share of an experienced one; the last entry is experienced."""
    if staff.learning_months <= 0:
        return np.ones(1)
    learning = staff.learning_start + (1 - staff.learning_start) * np.arange(staff.learning_months) / (
        staff.learning_months
    )
    return np.append(learning, 1.0)


def filled(staff: Staff, draws: Draws, repetitions: int) -> tuple[Floats, Floats]:
    """People present, and the full-time experienced people that they are worth; both (repetitions, months).

    Each month who leaves is drawn; places that are empty are filled after the recruitment lag. More people than places: the
    rest is not replaced, and nobody is sent away.
    """
    months = len(staff.places)
    worth = productivity(staff)
    stages = np.zeros((repetitions, len(worth)))
    stages[:, -1] = staff.present
    coming = np.zeros((repetitions, months + staff.recruitment_months + 1))
    if staff.recruitment_months:
        coming[:, : staff.recruitment_months] = staff.asked / staff.recruitment_months
    leaving = 1 - (1 - staff.turnover) ** (1 / 12)
    chance = uniforms(draws, "vertrek", repetitions, months)
    present, able = np.zeros((repetitions, months)), np.zeros((repetitions, months))
    for month in range(months):
        if staff.learning_months > 0 and month > 0:
            stages[:, -1] += stages[:, -2]
            stages[:, 1:-1] = stages[:, :-2]
            stages[:, 0] = 0.0
        total = stages.sum(axis=1)
        gone = np.minimum(counts(total * leaving, chance[:, month]), total)
        stages *= np.divide(total - gone, total, out=np.zeros_like(total), where=total > 0)[:, None]
        asked = coming[:, month:].sum(axis=1)
        empty = np.maximum(staff.places[month] - (total - gone) - asked, 0.0)
        coming[:, month + staff.recruitment_months] += empty
        stages[:, 0] += coming[:, month]
        coming[:, month] = 0.0
        present[:, month] = stages.sum(axis=1)
        coached = staff.coaching * stages[:, :-1].sum(axis=1)
        able[:, month] = np.maximum(stages @ worth - coached, 0.0)
    return present, able


def minutes(staff: Staff, able: Floats, draws: Draws, per_month: int) -> Floats:
    """Minutes of work that can be done in each part of a month, shape (repetitions, months * per_month)."""
    repetitions, months = able.shape
    away = 1 + staff.absence_spread * normal(uniforms(draws, "verzuim", repetitions, months))
    monthly = able * np.maximum(away, 0.0) * staff.hours * staff.share * MINUTES / 12
    return np.repeat(monthly, per_month, axis=1) / per_month
