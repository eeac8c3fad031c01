"""The work of who carries a law out: from what a run counts to cases, hours, staff and euros per process and month."""

from uitvoerbaar.delivery.work.load import load_processes
from uitvoerbaar.delivery.work.model import Process, Processes, Term
from uitvoerbaar.delivery.work.volumes import Minutes, Volumes, volumes
from uitvoerbaar.delivery.work.worked import Work, work

__all__ = [
    "Minutes",
    "Process",
    "Processes",
    "Term",
    "Volumes",
    "Work",
    "load_processes",
    "volumes",
    "work",
]
