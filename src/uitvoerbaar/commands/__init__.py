"""The verbs of the command line, one module each; `uitvoerbaar.cli` names them and loads a module when its verb is used."""
