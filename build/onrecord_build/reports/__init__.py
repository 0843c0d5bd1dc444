"""Faults as people and programs read them: a module for each form, each with `report(faults, files)`."""
