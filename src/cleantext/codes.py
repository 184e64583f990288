"""Codes of languages and regions: checked, and brought into the form that the kernels know."""
from collections.abc import Mapping

# Other codes of the languages that the kernels know: of three letters (ISO 639-2 and -3), and ones that were given up. A test compares with CLDR.
OTHER_CODES: Mapping[str, str] = dict(pair.split("=") for pair in (
    "afr=af alb=sq als=sq ara=ar arb=ar arm=hy aze=az azj=az baq=eu bel=be ben=bn bos=bs bul=bg cat=ca ces=cs chi=zh cmn=zh cym=cy cze=cs dan=da deu=de drh=mn "
    "dut=nl ekk=et ell=el eng=en epo=eo est=et eus=eu fao=fo fas=fa fin=fi fra=fr fre=fr geo=ka ger=de gle=ga glg=gl gre=el heb=he hin=hi hrv=hr hun=hu "
    "hye=hy ice=is in=id ind=id isl=is ita=it iw=he jpn=ja kal=kl kat=ka kaz=kk khk=mn kor=ko lat=la lav=lv lit=lt lvs=lv mac=mk may=ms mkd=mk mo=ro "
    "mol=ro mon=mn msa=ms nld=nl nn=nb nno=nb no=nb nob=nb nor=nb per=fa pes=fa pol=pl por=pt ron=ro rum=ro rus=ru scc=sr scr=hr slk=sk slo=sk slv=sl "
    "spa=es sqi=sq srp=sr swa=sw swe=sv swh=sw tam=ta tel=te tgl=fil tha=th tl=fil tur=tr ukr=uk urd=ur vie=vi wel=cy zho=zh zsm=ms").split())


def language_code(language: object) -> str:
    """The code by which the kernels know a language: "de" for "de", "DE", "de-AT", "de_AT" and "deu"; any other one of the right shape as it is.

    TypeError for what is no str, ValueError for one of another shape.
    """
    code = _first_part("language", language, "'de'")
    if not (2 <= len(code) <= 3 and code.isascii() and code.isalpha()):
        raise ValueError(f"unknown language {language!r}; use an ISO 639 code such as 'de'")
    return OTHER_CODES.get(code.lower(), code.lower())


def region_code(region: object) -> str:
    """The ISO 3166-1 code of a region in capitals: "CA" for "CA", "ca" and "CA-QC". TypeError and ValueError as for a language."""
    code = _first_part("region", region, "'CA'")
    if not (len(code) == 2 and code.isascii() and code.isalpha()):
        raise ValueError(f"unknown region {region!r}; use an ISO 3166-1 code of two letters such as 'CA'")
    return code.upper()


def _first_part(name: str, value: object, example: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{name} must be str or None, not {type(value).__name__}; use a code such as {example}")
    return value.replace("_", "-").partition("-")[0]
