"""Amounts of money: a decimal as text, so that no digit is lost, and a currency."""

import re
from dataclasses import dataclass

VALUE = r"^-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,4})?$"
CODES = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP
CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR
ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT
MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD
SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES
VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""
CURRENCIES = frozenset(CODES.split())
"""ISO 4217, as far as anybody pays with it."""


@dataclass(frozen=True, slots=True)
class Money:
    """`value`: at most twelve digits and four decimals, kept as written (`49.90`). `currency`: ISO 4217."""

    value: str
    currency: str

    def __post_init__(self) -> None:
        if not re.fullmatch(VALUE, self.value, re.ASCII):
            raise ValueError("the value must be like 49.90")
        if self.currency not in CURRENCIES:
            raise ValueError("the currency must be one of ISO 4217, like USD")

    def __str__(self) -> str:
        return f"{self.value} {self.currency}"
