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

# What stands among the paragraphs, above or below them, by its label. Advertisements are announced in capitals as often as not.
FURNITURE = {
    "advertisement": """Advertisement
Advertising
Advert
Ad
Sponsored
Sponsored content
Sponsored links
Paid content
Paid partnership
Promoted
Advertisement – scroll down to continue
Story continues below advertisement
The article continues after this ad
Keep reading below the advertisement
Report this ad
Why do I see this ad?
Skip ad
Remove ads
Anzeige
Werbung
Gesponsert
Bezahlte Anzeige
Weiter nach der Anzeige
Der Artikel geht nach der Werbung weiter
Warum sehe ich diese Werbung?
Publicité
Annonce
Contenu sponsorisé
La suite après cette publicité
Publicidad
Anuncio
Contenido patrocinado
El texto sigue después de la publicidad
Pubblicità
Annuncio
Contenuto sponsorizzato
Il testo continua dopo la pubblicità
Publicidade
Anúncio
Conteúdo patrocinado
Continua após a publicidade
Advertentie
Gesponsord
De tekst gaat verder onder de advertentie
Reklama
Materiał sponsorowany
Dalszy ciąg tekstu pod reklamą
Реклама
На правах рекламы
Текст продолжается после рекламы
広告
広告の後に続きます
スポンサーリンク
广告
廣告
赞助内容
广告之后继续阅读
광고
Annons
Annonse
Mainos
Reklam
Hirdetés
Διαφήμιση
إعلان
विज्ञापन""",
    "consent": """This site uses cookies to make your visit better.
We and our partners store cookies on your device to measure how pages are used.
By browsing on you accept our use of cookies.
Accept all cookies
Only necessary cookies
Reject cookies
Manage cookie settings
Cookie preferences
Your choices about data and privacy
Wir verwenden Cookies, damit unsere Seiten besser werden.
Mit der Nutzung dieser Seite sind Sie mit Cookies einverstanden.
Alle Cookies akzeptieren
Nur notwendige Cookies zulassen
Cookie-Einstellungen ändern
Nous utilisons des cookies pour améliorer votre visite.
Accepter tous les cookies
Continuer sans accepter
Gérer les cookies
Usamos cookies para mejorar tu visita.
Aceptar todas las cookies
Rechazar las cookies
Configurar cookies
Usiamo i cookie per migliorare la navigazione.
Accetta tutti i cookie
Gestisci le preferenze sui cookie
Usamos cookies para melhorar a sua visita.
Aceitar todos os cookies
Wij gebruiken cookies om uw bezoek te verbeteren.
Alle cookies accepteren
Używamy plików cookie, aby ulepszać nasze strony.
Akceptuję wszystkie pliki cookie
Мы используем файлы cookie, чтобы сайт работал лучше.
Принять все файлы cookie
当サイトではクッキーを使用しています。
すべてのクッキーを許可する
我们使用 Cookie 来改善您的访问体验。
接受所有 Cookie""",
    "subscription": """Subscribe to our newsletter
Sign up for our daily newsletter
Get our best stories in your inbox every morning
Enter your email address to sign up
Subscribe to go on reading
This article is for subscribers only
Already a subscriber? Log in
Start your free trial
Newsletter abonnieren
Jetzt zum Newsletter anmelden
Unsere besten Texte jeden Morgen per E-Mail
Dieser Artikel ist nur für Abonnenten
Weiterlesen mit Abo
Abonnez-vous à notre lettre d'information
Recevez chaque matin nos meilleurs articles
Article réservé aux abonnés
Suscríbete a nuestro boletín
Recibe las noticias cada mañana en tu correo
Contenido solo para suscriptores
Iscriviti alla nostra newsletter
Articolo riservato agli abbonati
Assine a nossa newsletter
Conteúdo exclusivo para assinantes
Schrijf je in voor de nieuwsbrief
Alleen voor abonnees
Zapisz się do naszego newslettera
Artykuł tylko dla prenumeratorów
Подпишитесь на нашу рассылку
Только для подписчиков
メールマガジンに登録する
会員限定記事です
订阅我们的电子报
本文仅供订阅者阅读""",
    "legal": """© 2021 All rights reserved.
Copyright 2019. No part of this page may be reproduced without permission.
All rights reserved. Republication only with written consent.
This material may not be published, broadcast or rewritten.
© 2022 Alle Rechte vorbehalten.
Nachdruck nur mit Genehmigung des Verlags
© 2020 Tous droits réservés.
Toute reproduction interdite sans autorisation
© 2018 Todos los derechos reservados.
Prohibida la reproducción sin permiso
© 2023 Tutti i diritti riservati.
Riproduzione vietata
© 2017 Todos os direitos reservados.
Proibida a reprodução sem autorização
© 2021 Alle rechten voorbehouden.
© 2019 Wszelkie prawa zastrzeżone.
Kopiowanie bez zgody wydawcy zabronione
© 2020 Все права защищены.
Перепечатка только с разрешения редакции
© 2022 無断転載を禁じます
© 2018 版权所有，未经许可不得转载""",
    "residue": """Loading...
Loading…
Please wait...
Please turn on JavaScript to see this page.
You need JavaScript to use this site.
Your browser cannot play this video.
This browser is no longer supported.
undefined
null
[object Object]
{{ title }}
Lädt …
Bitte schalten Sie JavaScript ein, um die Seite zu sehen.
Ihr Browser ist veraltet.
Chargement...
Veuillez activer JavaScript pour afficher cette page.
Cargando...
Active JavaScript para ver esta página.
Caricamento...
Attiva JavaScript per vedere la pagina.
Carregando...
Ative o JavaScript para ver esta página.
Laden...
Zet JavaScript aan om deze pagina te zien.
Wczytywanie...
Włącz obsługę JavaScript, aby zobaczyć stronę.
Загрузка...
Включите JavaScript, чтобы увидеть страницу.
読み込み中...
JavaScriptを有効にしてください。
加载中...
请启用 JavaScript""",
    "interaction": """Share this article
Share on Facebook
Share by email
Print this page
Leave a comment
Write a comment
Artikel teilen
Auf Facebook teilen
Artikel drucken
Kommentar schreiben
Partager cet article
Imprimer cet article
Laisser un commentaire
Compartir este artículo
Imprimir
Deja un comentario
Condividi questo articolo
Stampa
Lascia un commento
Compartilhe esta notícia
Deixe um comentário
Deel dit artikel
Reageer op dit artikel
Udostępnij artykuł
Dodaj komentarz
Поделиться статьёй
Оставить комментарий
この記事をシェアする
コメントを書く
分享本文
发表评论"""}

# News agencies close a caption with day, date and place: "…, Tuesday, Jan. 9, 2018, in Geneva."
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.", "January", "February", "August", "October", "December"]
PLACES = ["Paris", "London", "Washington", "Berlin", "Tokyo", "Geneva, Switzerland", "New Delhi, India", "Rome", "Madrid, Spain", "Chicago", "Cairo", "Seoul, South Korea"]


def dated(caption: str, number: int) -> str:
    """The caption as an agency would close it; `number` picks day, date and place."""
    day, month, place = DAYS[number % 7], MONTHS[number * 5 % 17], PLACES[number * 7 % 12]
    when = f"{day}, {month} {number * 11 % 28 + 1}, {2010 + number * 3 % 16}"
    return f"{caption.rstrip(' .')}, {when}, in {place}." if number % 2 else f"{caption.rstrip(' .')} in {place}, {when}."
