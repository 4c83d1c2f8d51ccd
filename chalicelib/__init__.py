"""Clinic Messaging: patients and their clinic write to each other.

Four floors; an import only ever points down: transport, usecases, adapters, domain.
"""
