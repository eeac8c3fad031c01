"""The resident compute process of the workbench: it holds the population, and web workers ask it over a local socket.

`Compute` is the client: it starts the process when there is none. `register` adds a kind of question to the process.
"""

from uitvoerbaar.desk.compute.client import Compute as Compute
from uitvoerbaar.desk.compute.errors import ComputeDown as ComputeDown
from uitvoerbaar.desk.compute.registry import Stopped as Stopped
from uitvoerbaar.desk.compute.registry import Tools as Tools
from uitvoerbaar.desk.compute.registry import register as register
from uitvoerbaar.desk.compute.states import State as State
