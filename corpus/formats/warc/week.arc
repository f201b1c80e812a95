filedesc://week.arc 0.0.0.0 20240309120000 text/plain 70
1 0 A crawler
URL IP-address Archive-date Content-type Archive-length

http://echo.example/ferry 192.0.2.1 20240309120100 text/html 544
HTTP/1.1 200 OK
Content-Type: text/html
Content-Length: 479

<!doctype html><html lang="en"><head><title>Ferry stays in port - Harrowmere Echo</title><meta property="og:type" content="article"><meta property="og:title" content="Ferry stays in port"></head><body><article><h1>Ferry stays in port</h1><p>The ferry did not sail on Monday because the sea at Calder Falls was too high for its bows, the harbour office said.</p><p>Ida Marsh, who runs the kiosk on the pier, closed at noon and counted eleven customers.</p></article></body></html>
http://echo.example/the bridge 192.0.2.1 20240309120100 text/html 643
HTTP/1.1 200 OK
Content-Type: text/html
Content-Length: 578

<!doctype html><html lang="en"><head><title>Old bridge to close for a week - Harrowmere Echo</title><meta property="og:type" content="article"><meta property="og:title" content="Old bridge to close for a week"><meta property="article:published_time" content="2024-03-05T09:30:00+01:00"></head><body><article><h1>Old bridge to close for a week</h1><p>The council of Harrowmere voted on Tuesday to close the old bridge for a week while its piers are examined.</p><p>Drivers will have to take a detour of twelve kilometres, said the surveyor Ole Brandt.</p></article></body></html>
