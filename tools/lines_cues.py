"""Phrases that mark boilerplate in several languages, as extra lines for training: what the corpus, mostly English, has too few of."""

INTERACTION = """Watch the video above
Click on the video above to watch the full interview
Listen to the podcast in the player below
See the video at the top of this page for more
Sehen Sie das Video oben
Das ganze Interview sehen Sie im Video oben
Klicken Sie auf das Video, um mehr zu erfahren
Regardez la vidéo ci-dessus
Écoutez l'épisode dans le lecteur ci-dessus
Mira el vídeo de arriba
Assista ao vídeo no player acima
Bekijk de video hierboven
Obejrzyj materiał wideo powyżej
Смотрите видео выше""".splitlines()

RELATED = """More on this subject
Further reading on this topic
Editor's picks for you
Related stories from our partners
Related news from around the web
Other readers also read these stories
Here are other articles on the same subject
Das könnte Sie auch interessieren
Lesen Sie auch ähnliche Meldungen
À lire aussi sur le même sujet
D'autres articles sur ce thème
También te puede interesar
Más noticias sobre este tema
Notizie simili che potrebbero interessarti
Leggi anche altri articoli su questo argomento
Leia também outras matérias sobre o assunto
Podobne artykuły, które możesz przeczytać
Читайте также похожие новости""".splitlines()

NAVIGATION = """Breaking News, Latest Sports News, Business Headlines
Latest News and Headlines
Sports News, Scores, Headlines
Aktuelle Nachrichten, Schlagzeilen
Dernières nouvelles, Actualités
Últimas noticias, Titulares
Ultime notizie, Prima pagina
Últimas notícias, Manchetes
Laatste nieuws, Koppen
Najnowsze wiadomości, Nagłówki
Последние новости, Заголовки""".splitlines()

# News agencies close a caption with day, date and place: "…, Tuesday, Jan. 9, 2018, in Geneva."
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.", "January", "February", "August", "October", "December"]
PLACES = ["Paris", "London", "Washington", "Berlin", "Tokyo", "Geneva, Switzerland", "New Delhi, India", "Rome", "Madrid, Spain", "Chicago", "Cairo", "Seoul, South Korea"]


def dated(caption: str, number: int) -> str:
    """The caption as an agency would close it; `number` picks day, date and place."""
    day, month, place = DAYS[number % 7], MONTHS[number * 5 % 17], PLACES[number * 7 % 12]
    when = f"{day}, {month} {number * 11 % 28 + 1}, {2010 + number * 3 % 16}"
    return f"{caption.rstrip(' .')}, {when}, in {place}." if number % 2 else f"{caption.rstrip(' .')} in {place}, {when}."
