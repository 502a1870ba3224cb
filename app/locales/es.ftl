# Sightline en español. Palabras sencillas, verbos en los botones, sin reproches. Cada clave está en todos los idiomas; una prueba los compara.

## En todas partes
you = Tú
not-here-yet = aún no está aquí
the-asker = quien preguntó
optional = opcional
close = Cerrar
change = Cambiar
save = Guardar
back = Volver
more = Más
copy = Copiar
copied = Copiado
share = Compartir
later = Más tarde
edit = Editar
show-more = { $count ->
    [one] Mostrar 1 más
   *[other] Mostrar { $count } más
}
as-of = a las { $time }
as-of-never = sin contacto todavía
field-empty = Escribe algo aquí.
field-too-long = Es demasiado largo: { $max } caracteres como máximo.
field-moment-past = Ese momento ya pasó. Elige uno posterior.
field-moment-late = Es demasiado tarde: mientras no haya respuesta, se pueden anunciar noticias hasta { $time } como mucho.
field-choose = Elige una opción.

## El tiempo
time-tomorrow = mañana { $time }
time-yesterday = ayer { $time }
span-now = menos de un minuto
span-minutes = { $minutes } min
span-hours = { $hours } h
span-hours-minutes = { $hours } h { $minutes } min
span-day-hours = 1 día { $hours } h
span-days = { $days ->
    [one] 1 día
   *[other] { $days } días
}

## Estados y relojes
state-asked = preguntado
state-offered = se ofreció otra cosa
state-handed-on = pasado a otro equipo
state-declined = rechazado
state-accepted = aceptado
state-working = en curso
state-waiting = en espera
state-delivered = entregado
state-confirmed = hecho
state-reopened = abierto de nuevo
state-withdrawn = retirado
state-unknown = no se sabe
clock-silent = sin respuesta { $span }
clock-late = con retraso { $span }
clock-own = { $text }, según el reloj de este dispositivo
clock-reply = respuesta antes de { $time }
clock-promised = prometido { $time }
clock-news = noticias a las { $time }
clock-waiting = en espera
clock-waiting-until = en espera hasta { $time }
clock-waiting-on = espera a { $on }
clock-waiting-on-until = espera a { $on } hasta { $time }
clock-due = se necesita { $time }
clock-offered = se ofrece otra forma
clock-offered-for = se ofrece para { $time }
clock-delivered = entregado, ¿ayudó?
clock-declined = rechazado, mira adónde ir
clock-done = hecho { $time }
clock-withdrawn = retirado { $time }

## La línea de visión
sight-waiting = {" "}· espera { $span } · { $links ->
    [0] aquí mismo
    [one] a 1 paso
   *[other] a { $links } pasos
}
sight-routine = Rutina
sight-by-map = {" "}· al final para { $party } · { $links ->
    [0] aquí mismo
    [one] a 1 paso
   *[other] a { $links } pasos
}
sight-nobody = Sin línea de visión
sight-nobody-note = {" "}· el mapa no dice para quién
sight-more = { $count } más
link-silent = , sin respuesta desde aquí
link-late = , con retraso desde aquí
link-done = , hecho desde aquí

## Lo siguiente
act-accept = Aceptar y prometer
act-accept-short = Aceptar
act-agree = Aceptar la oferta
act-refuse = Decir no a la oferta
act-counter-offer = Ofrecer otra cosa
act-hand-on = Pasar a otros
act-hand-over = Traspasar
act-decline = Rechazar
act-start = Empezar
act-wait = Esperar a alguien
act-announce = Decir cuándo habrá noticias
act-deliver = Está entregado
act-deliver-short = Responder
act-confirm = Ayudó
act-confirm-short = Confirmar
act-reopen = Abrir de nuevo
act-withdraw = Retirar
act-comment = Comentar
act-answer-wait = Responder a lo que esperan
act-answer-wait-short = Responderles
act-record = Anotar su respuesta
act-record-do = Anotarla
act-note-accept = Anotar lo que prometen
act-note-announce = Anotar cuándo tendrán noticias
act-note-decline = Anotar que no lo harán
act-note-group = Anotar lo que dijeron

## Promesas y partes
promise-reply = respuesta en { $span }
promise-deliver = entrega en { $span }
promise-both = respuesta en { $reply }, entrega en { $deliver }
party-team = Equipo
party-customer = Cliente que paga
party-partner = Socio
party-vendor = Proveedor
party-unknown = De un tipo más nuevo

## Actuar sobre una petición
when-30m = en 30 min
when-1h = en 1 h
when-2h = en 2 h
when-90d = en 3 meses
when-180d = en medio año
when-365d = en un año
when-today = hoy
when-tomorrow = mañana
when-date = otro momento
when-none = sin hora
when-date-label = Fecha y hora
when-said = Es decir, { $time }.
behalf-open = ¿Lo dijo otra persona?
behalf-label = En nombre de
behalf-hint = Alguien sin la aplicación, por ejemplo por teléfono. Queda indicado.
accept-when = ¿Cuándo estará hecho?
accept-hint = Quien preguntó lo verá como tu promesa.
offer-when = ¿Cuándo podría hacerse?
offer-what = ¿Qué ofreces y por qué?
offer-do = Ofrecer esto
hand-on-to = ¿Quién lo sabe?
hand-on-back = Ya la tuvieron y la pasaron. Di qué ha cambiado, o habla con quien la pidió.
hand-on-promise = { $team } tiene { $span } para responder, hasta { $time }.
hand-on-no-promise = { $team } no le promete nada a quien pide, según el mapa: sin respuesta, sale como en silencio pasados { $span }.
hand-on-why = ¿Por qué ellos?
hand-over-to = ¿Quién sigue con ello?
hand-over-to-hint = Sin elegir a nadie vuelve al equipo, y sale como sin respuesta hasta que alguien la acepte.
hand-over-note = ¿Qué conviene saber?
decline-why = ¿Por qué no?
refuse-about = Lo que se pidió sigue en pie, y también lo prometido antes de la oferta. { $team } se entera y tiene que volver a responder.
refuse-why = Por qué no ayuda y qué necesitas
decline-where = ¿Adónde podrían ir?
wait-asker = { $team }, que preguntó
wait-asker-hint = tu reloj de entrega se detiene mientras tanto
wait-on = ¿A quién o qué esperas?
wait-on-hint = Un equipo, una persona o quien sea, con palabras.
wait-on-words = con palabras
wait-why = ¿Por qué?
wait-until = ¿Hasta cuándo como máximo?
wait-do = Decir que espera
announce-when = ¿Cuándo habrá noticias?
announce-hint = Hasta entonces nadie tiene que preguntar.
announce-latest = Hasta entonces nadie tiene que preguntar. Aún no hay respuesta: hasta { $time } como mucho.
announce-note = ¿Qué puedes decir ya?
announce-do = Anunciarlo
deliver-answer = Tu respuesta
deliver-number = O un número
deliver-number-first = Un número
answer-with = Responder «{ $word }»: { $title }
deliver-number-wrong = Un número solo tiene cifras, por ejemplo 12 o 2,5. Escribe las palabras en la respuesta.
deliver-hint = Se preguntará a { $team } si ayudó.
confirm-open-below = { $count ->
    [one] Queda abierta 1 petición debajo de esta. Sigue abierta.
   *[other] Quedan abiertas { $count } peticiones debajo de esta. Siguen abiertas.
}
deliver-open-below = { $count ->
    [one] 1 petición de debajo aún no tiene respuesta.
   *[other] { $count } peticiones de debajo aún no tienen respuesta.
}
confirm-helped = ¿Ayudó?
confirm-yes = Sí
confirm-no = No
confirm-unsaid = No sé
confirm-thanks = Unas palabras de gracias a { $team }
confirm-do = Confirmar
below-closed-open = cerrada con { $count } sin cerrar
below-confirmed-open = confirmada con { $count } sin cerrar
confirm-over-open = Confirmar con { $count } sin cerrar
confirm-with-words = Dar las gracias o decir que no ayudó
reopen-why = ¿Qué falta?
withdraw-why = ¿Por qué ya no hace falta?
withdraw-open-below = { $count ->
    [one] 1 petición por debajo de esta sigue abierta. Sigue adelante, y quien la lleva se entera de esto.
   *[other] { $count } peticiones por debajo de esta siguen abiertas. Siguen adelante, y quien las lleva se entera de esto.
}
comment-label = Tu comentario
answer-wait-what = Tu respuesta
answer-wait-hint = { $team } la espera: con ella siguen adelante y su plazo vuelve a correr.
done-accept = Prometido.
done-hand-on = Pasada.
done-hand-over = { $count ->
    [one] Traspasada.
   *[other] { $count } peticiones traspasadas.
}
done-deliver = Entregado. Confirma quien preguntó.
done-confirm = Hecho. Gracias.
done-answer-wait = Respondido. Siguen adelante.
done-other = Anotado.

## El marco
skip = Ir al contenido
nav-label = Principal
nav-now = Ahora
nav-ask = Pedir
nav-find = Buscar
nav-map = Mapa
nav-me = Yo
nav-silent = {" "}sin respuesta
document-title = { $title } · Sightline
open-request = Petición abierta
open-none = Nada abierto
open-none-text = Elige una petición de la lista. Con el teclado: j y k mueven, Intro abre.
update-ready = Hay una versión nueva.
update-take = Cargarla ahora
status-unsaved = { $count ->
    [one] 1 cambio sin guardar
   *[other] { $count } cambios sin guardar
}
status-refused = { $count ->
    [one] 1 cambio devuelto
   *[other] { $count } cambios devueltos
}
status-signed-out = { $count ->
    [0] sesión cerrada
    [one] sesión cerrada · 1 cambio por enviar
   *[other] sesión cerrada · { $count } cambios por enviar
}
status-too-old = { $count ->
    [0] actualiza la aplicación
    [one] actualiza la aplicación · 1 cambio por enviar
   *[other] actualiza la aplicación · { $count } cambios por enviar
}
status-saving = guardando…
status-to-send = guardado aquí · { $count } por enviar
status-progress = copiando { $taken } de { $total }
status-catching-up = poniéndose al día…
status-sent = todo enviado · { $time }
status-sent-bare = todo enviado
status-unfinished = copiado { $taken } de { $total } · sin contacto desde { $time }
status-unfinished-bare = copiado { $taken } de { $total } · sin contacto
status-offline = todo guardado aquí · sin contacto desde { $time }
status-offline-bare = todo guardado aquí · sin contacto
status-never = todo guardado aquí · sin contacto todavía
notice-look = Verlo
notice-refused = Uno de tus cambios fue devuelto: no se pudo aceptar. Queda guardado.
notice-full = No guardado: el almacenamiento de este dispositivo está lleno.
notice-not-saved = No guardado: no se puede usar el almacenamiento de este dispositivo.
notice-set-aside = Un documento no se pudo leer aquí. Se pide de nuevo.
notice-quarantined = Un documento detuvo la aplicación antes. Se deja aparte, sus datos se conservan y todo lo demás funciona.
notice-cleared = { $count ->
    [one] El navegador borró el almacenamiento de este dispositivo. Se perdió 1 cambio que no se había enviado.
   *[other] El navegador borró el almacenamiento de este dispositivo. Se perdieron { $count } cambios que no se habían enviado.
}
notice-new-log = El servidor se restauró de una copia. Todo se compara de nuevo; se le devuelve lo que perdió.
notice-compared = Todo se comparó con el servidor: ambos tienen lo mismo otra vez.
notice-only-here = { $count ->
    [one] Un documento tiene cambios que el servidor perdió y no vuelve a aceptar. Se conservan en este dispositivo.
   *[other] { $count } documentos tienen cambios que el servidor perdió y no vuelve a aceptar. Se conservan en este dispositivo.
}
refused-text = No hecho: un texto está vacío o es demasiado largo.
refused-missing = No hecho: aún no está en este dispositivo.
refused-not-now = No hecho: alguien fue más rápido y este paso ya no es posible.
refused-out-of-sight = No hecho: solo dos equipos pueden leer esta petición y el tuyo ya no es uno de ellos.
refused-not-allowed = No hecho: eso lo deciden otros.
refused-unreadable = No hecho: este documento no se puede leer aquí.
refused-outbox-full = No hecho: hay demasiado por enviar. Busca primero una red.
refused-too-large = No hecho: esta petición ha crecido demasiado.
refused-open-below = Algo de más abajo sigue abierto. Míralo otra vez: se puede cerrar igualmente, pero no sin verlo.
refused-circle = Acabaría esperándose a sí misma: la otra ya la espera.
keys-title = Teclado
keys-move = Moverse por la lista
keys-open = Abrir
keys-close = Cerrar
keys-ask = Pedir a un equipo
keys-find = Buscar
keys-now = Ir a Ahora
keys-map = Ir al mapa
keys-me = Ir a Yo
keys-pick = Elegir para varias a la vez
palette-title = Ir, buscar, hacer
palette-label = Un lugar, una petición o qué hacer
palette-place = ir allí
keys-palette = Ir, buscar, hacer
keys-help = Esta lista

## Unirse
join-title = Te damos la bienvenida a Sightline
join-what = Sightline muestra quién espera a quién, hasta el cliente que paga. Te unes con una invitación.
join-step-1 = Pide una a alguien que use Sightline. Se hace en Yo.
join-step-2 = Escanea su código con la cámara de este dispositivo o abre el enlace que te envíen.
join-step-3 = Di tu nombre y ya está.
join-paste = O pega aquí el enlace
join-paste-hint = El enlace entero, como te lo enviaron.
join-open = Abrir el enlace
join-no-link = Esto no es una invitación. El enlace contiene «join=».
join-no-relay = No se llega al servidor de tu espacio. Para unirse hace falta red, una vez. Inténtalo de nuevo.
join-not-the-relay = Respondió otra cosa en lugar del servidor, quizá la página de una red wifi. Entra ahí e inténtalo de nuevo.
join-expired = Esta invitación ha caducado. Pide otra.
join-used = Esta invitación ya se usó. Pide otra.
join-unknown = Esta invitación no se conoce aquí. Quizá la retiraron. Pide otra.
join-too-many = Demasiados intentos. Espera un minuto e inténtalo de nuevo.
join-refused = El servidor dijo que no: { $message }
join-no-keys = Esta página no se cargó por https, y el navegador no crea claves aquí. Abre la dirección https.
join-in = Únete a { $place }
join-in-what = Dos nombres y ya está.
join-name = Tu nombre
join-name-hint = Como te llaman tus colegas.
join-device = Este dispositivo
join-device-hint = Para reconocerlo en una lista. Un teléfono compartido lleva el nombre de su sitio.
join-team = Tu equipo
join-team-hint = El trabajo que ves primero. Puedes cambiarlo después.
join-team-fixed = Te unes al equipo { $team }.
join-team-later = Lo diré después
join-do = Unirme
setup-title = Prepara tu espacio
setup-what = Eres la primera persona. Da nombre al lugar, a ti y a tu equipo; luego invita a los demás.
setup-workspace = Tu organización
setup-workspace-hint = Como la llama todo el mundo.
setup-team = Tu equipo
setup-team-hint = Los demás se añaden en el mapa.
setup-do = Prepararlo
device-phone = Teléfono
device-tablet = Tableta
device-computer = Ordenador
joined-title = Unirse
joined-already = Ya estás dentro
joined-text = Este dispositivo ya está en su espacio. Una invitación es para otro dispositivo.
joined-go = Ir a Ahora
lost-title = No encontrado
lost-what = Ese lugar no existe
lost-text = La dirección puede ser de otra versión o estar cortada.
broken-no-storage = Aquí no se puede guardar nada
broken-no-storage-text = Lo que hagas aquí no se guarda en este dispositivo: el navegador no conserva nada, quizá porque la ventana es privada. Abre Sightline en una ventana normal.
broken-other-tab = Otra pestaña es más antigua
broken-other-tab-text = Sightline está abierto en otra pestaña, en una versión anterior. Ciérrala y esta sigue.
broken-newer = Aquí hubo una versión más nueva
broken-newer-text = Los datos de este dispositivo los escribió una versión más nueva. Carga la aplicación de nuevo.
broken-taken-over = Otra pestaña tomó el relevo
broken-taken-over-text = Usa una versión más nueva o ha empezado de nuevo. En esta ya no se guarda nada.
broken-failed = Falló el almacenamiento
broken-failed-text = No se puede leer el almacenamiento del navegador. Lo enviado está a salvo. Carga la aplicación de nuevo.
broken-reload = Cargar de nuevo

## Ahora, y peticiones en listas
now-title = Ahora
now-ask = Pedir a un equipo
now-customers-wait = { $count ->
    [one] 1 cliente nos espera
   *[other] { $count } clientes nos esperan
}
now-waits-on-us = Nos esperan
now-oldest-silence = { $count ->
    [one] 1 sin respuesta, arriba
   *[other] { $count } sin respuesta, primero la más antigua
}
echo-title = Lo que llegó a los clientes
echo-none = Nada todavía
echo-none-text = Cuando quien pidió confirma aquello por lo que empezó una cadena, todos los que respondieron en ella lo leen aquí.
echo-fresh = { $count ->
    [one] 1 cadena en la que respondiste tú o tu equipo llegó a quien esperaba: { $shift }
   *[other] { $count } cadenas en las que respondiste tú o tu equipo llegaron a quien esperaba: { $shift }
}
echo-days = Los últimos 30 días: { $shown } de { $count }
echo-shift = de { $from } a { $to }
echo-reached-customer = Esto llegó a { $who }: { $time }
echo-reached-team = { $who } recibió lo que pedía: { $time }
echo-asked = se pedía: { $title }
echo-parts = Tu parte
radar-title = Sin respuesta
radar-whose = ¿De quién?
radar-ours = nuestro equipo
radar-all = todo el mundo
radar-count = { $count ->
    [0] Nadie está sin responder
    [one] 1 cadena con un eslabón sin respuesta
   *[other] { $count } cadenas con un eslabón sin respuesta
}
radar-none = Todo tiene respuesta
radar-none-text = Quien tenía algo que responder ha respondido, o aún tiene tiempo.
radar-part-of = { $count ->
    [one] parte de «{ $title }»
   *[other] parte de «{ $title }», { $count } eslabones sin respuesta
}
radar-unheard = { $who }: ningún aparato ha dado señales desde { $time }
now-all-answered = nada sin respuesta
now-nothing = Nada nos espera
now-nothing-text = Cuando un equipo pida algo al tuyo, estará aquí.
now-no-team = ¿Cuál es tu equipo?
now-no-team-text = Dilo, y lo que lo espera aparecerá aquí.
now-we-wait = Esperamos
now-ours-to-move = { $total }, { $count ->
    [one] 1 espera nuestra palabra
   *[other] { $count } esperan nuestra palabra
}
now-asker-moves = Espera a quien preguntó
now-begin = Todo por empezar
now-begin-team = { $team } está listo
now-begin-text = Pon los equipos en el mapa y di quién sirve a quién, invita a tus colegas y haz la primera pregunta.
now-begin-map = Dibujar el mapa
now-begin-invite = Invitar a gente
card-act-of = { $act }: { $title }
card-asked-by = pide { $who }
card-for = para { $customer }
card-mine = tuya
card-hops = { $count ->
    [one] pasada una vez
   *[other] pasada { $count } veces
}
below-some = { $count ->
    [one] su respuesta aún no ha llegado
   *[other] { $answered } de { $count } respuestas han llegado
}
below-all = { $count ->
    [one] su respuesta ha llegado
   *[other] han llegado las { $count } respuestas
}
card-see-offer = Ver la oferta
card-disputed = dos versiones
type-to-find = Escribe para buscar

## Una petición
request-aside = Apartado en este dispositivo
request-aside-text = Este documento detuvo la aplicación antes. Sus datos se conservan y la próxima versión lo intentará de nuevo.
request-missing = Aún no está en este dispositivo
request-missing-text = Llega en cuanto haya contacto, salvo que el enlace sea antiguo o que solo dos equipos puedan leerla.
request-private = solo los dos equipos
request-out-of-sight = solo los dos equipos: como estaba la última vez que llegó aquí
request-ask-under = Pedir esto a otro equipo
edit-due-not-ours = Cuándo se necesita lo dice quien pidió.
edit-customer-above = { $customer } espera más arriba, y por eso también esto, mientras aquí no se nombre a nadie.
edit-due-theirs = Cuándo se necesita lo dice quien pidió. Ofrécele otro momento.
request-edit = Cambiar lo que se pide
request-copy-link = Copiar el enlace
request-export = Guardar como archivo
request-more = ¿Qué más?
request-asked = { $who } pidió a { $whom }, { $time }
request-owner = responsable: { $who }
request-had-before = antes la tenía { $who }
request-owner-noted = responsable: { $who } (anotado por { $by })
request-service = por { $service }
request-service-gone = ya no se ofrece: lo prometido sigue en pie
request-team-gone = { $team } ya no está en el mapa: cualquiera puede tomarla
request-reference = para { $reference }
request-words-of = palabras de { $customer }, anotadas por { $who }
request-chain = La cadena
request-happened = Lo que pasó
request-history = Historia, con dispositivos ({ $count })
since = desde { $time }
the-customer = El cliente
quoted = «{ $words }»
nothing = (nada)
due-at = se necesita { $time }
due-from = se necesita { $time } = { $parent } menos { $span } para el trabajo de arriba
field-title = Qué se pide
field-details = Detalles
field-words = Palabras del cliente
field-reference = Número de pedido
field-due = Para cuándo
field-parent = Quién la espera
field-customer = Cliente
keep-this = Quedarse con esta
kept-one = Guardado.
two-versions = Dos versiones de «{ $field }»
saved = Guardado.
export-failed = No se pudo escribir el archivo.
chain-took = tardó { $span }
chain-takes = lleva { $span }
chain-held = allí desde hace { $span }
chain-waited-for = la cadena espera por esto
chain-circle = cierra un círculo; se muestra aparte
chain-parent-missing = va debajo de una petición que no está aquí: está por llegar, o solo dos equipos pueden leerla
chain-answer = { $title } · { $answer }
moment-asked = preguntó
moment-asked-by = preguntó; se prometió respuesta antes de { $time }
moment-accepted = la tomó
moment-accepted-for = la tomó y prometió { $time }
moment-agreed = estuvo de acuerdo; lo hace { $owner }
moment-agreed-for = estuvo de acuerdo; { $owner } lo hace antes de { $time }
moment-offered = ofreció otra cosa
moment-offered-for = ofreció { $time }
moment-handed-on = la pasó a { $team }
moment-handed-over = la traspasó a { $owner }
moment-given-back = la devolvió al equipo
moment-declined = la rechazó
moment-declined-to = la rechazó; quizá ayude { $team }
moment-refused = dijo no a la oferta
moment-wait-answered = respondió a lo que se esperaba
moment-working = empezó a trabajar
moment-waiting = espera a { $on }
moment-waiting-until = espera a { $on } hasta { $time }
moment-announced = tendrá noticias a las { $time }
moment-delivered = la entregó
moment-confirmed-yes = confirmó: ayudó
moment-confirmed-no = la cerró: no ayudó
moment-confirmed = confirmó
moment-over-open = { $what }, con algo de más abajo sin cerrar
moment-reopened = la abrió de nuevo
moment-reopened-by = la volvió a abrir, por responder hasta { $time }
moment-withdrawn = la retiró
moment-said = dijo
moment-other = hizo algo que esta versión no conoce ({ $name })
moment-behalf = en nombre de { $who }
moment-device = { $device }, { $time }
moment-overruled = { $who } estaba en ello a la vez; cuenta lo suyo
moment-late = llegó después de que { $who } confirmara; ábrela de nuevo si importa
moment-senseless = no tiene efecto

## Pedir
ask-title = Pedir a un equipo
ask-title-under = Pedir a otro equipo
split-in-name-of = { $team } la pidió, así que sus partes también se piden en su nombre.
ask-in-name-of = { $team } tiene esa petición, así que esto se pide en su nombre.
ask-under = para: { $title }
ask-parent-missing = La petición de la que depende no está en este dispositivo: está por llegar, o solo dos equipos pueden leerla.
ask-customer-missing = El cliente para quien es esto no está en este dispositivo: aún tiene que llegar.
ask-no-team = Di primero en qué equipo estás: la respuesta va a tu equipo.
ask-choose-team = Elegir mi equipo
ask-whom = ¿A quién se lo pides?
ask-no-promise = No hay respuesta prometida para ningún momento. Sin ella, sale como en silencio pasados { $span }.
whom-choose = Elige a quién se lo pides.
whom-service = { $team }: { $what }
whom-busy = { $open ->
    [0] nada espera ahí
    [one] 1 espera ahí
   *[other] { $open } esperan ahí
}
whom-busy-silent = { $open ->
    [one] 1 espera ahí
   *[other] { $open } esperan ahí
}, { $silent } sin respuesta
whom-not-on-map = no sirve a tu equipo según el mapa · { $busy }
ask-what = ¿Qué necesitas?
ask-what-example = ¿En qué palé está el lote 4471?
ask-more = Detalles, palabras del cliente, número de pedido
ask-words-hint = Como lo dijo. Quien responde oye al cliente, no solo a nosotros.
ask-private = Solo los dos equipos pueden leerla
ask-private-hint = Va a los dispositivos de tu equipo, del equipo que la tiene y de quien la lleva, y a los tuyos; a ningún otro. Quien entra en uno de los dos equipos también la recibe, y un equipo que la pasa a otro conserva lo que tiene. Todo lo demás se lee en todo el espacio, también el nombre de un cliente nuevo.
ask-do = Pedir
ask-also = Pedir también a otro equipo
ask-another = Otro equipo
ask-not-them = No pedírselo
ask-max = No se pide a más de { $max } equipos a la vez.
whom-service-gone = «{ $service }» ya no está en el mapa. Esto se pide al equipo mismo, sin promesa.
whom-asked = pidieron aquello de lo que esto es una parte
whom-asks = tienen la petición para la que se pide esto
whom-own = tu propio equipo: encárgate, y pide a otros desde ahí
asked = { $count ->
    [one] Pedido.
   *[other] Pedido a { $count } equipos.
}
customer-new = Añadir «{ $name }»
customer-is-new = nuevo
customer-type = Nombre, número o teléfono
draft-from = Borrador: { $time }
draft-discard = Descartar
draft-changed = Otras personas lo han cambiado desde entonces. Ahora dice:
draft-field = { $field }: { $text }
draft-nothing = nada
draft-otherwise = otra cosa
due-less = ¿Cuánto necesitas después de su respuesta?
due-less-hint = Lo tuyo es para { $time }.
due-less-nothing = nada
due-unknown = Lo tuyo es para { $time }. Nadie sabe aún cuánto lleva el trabajo de arriba cuando llega su respuesta: no se propone ninguna hora.
due-too-tight = Lo tuyo es para { $time } y el trabajo de arriba suele llevar { $span }: no queda nada para esto. Dilo pronto y elige cuándo hace falta.
due-of-a-part = Todo hace falta para { $time }.
due-with-yours = cuando vence lo tuyo
due-choose = elijo una hora
due-when = ¿Para cuándo?
due-nothing-left = Así ya no queda tiempo. Resta menos o elige una hora.
due-own = otro momento

## Buscar, y clientes
find-title = Buscar
find-label = Nombre, teléfono, pedido, palabras, enlace
find-begin = ¿Alguien al teléfono?
find-begin-text = Escribe su nombre, su número de pedido o las últimas cifras del número desde el que llama. Tendrás una frase que decir.
find-count = { $count ->
    [0] nada encontrado
    [one] 1 encontrado
   *[other] { $count } encontrados
}
find-nothing = Nada encontrado
find-nothing-yet = Aún no se ha encontrado nada
find-nothing-yet-text = El resto aún se está leyendo.
find-nothing-text = Prueba con otra grafía, el número de pedido, las cuatro últimas cifras de su teléfono o menos palabras.
find-requests = Peticiones
find-parties = Equipos y socios
find-answers = Respuestas y lo que se dijo
find-near = Hay poco escrito exactamente así. Lo que se escribe casi igual está debajo.
find-reading = Aún leyendo: { $read } de { $all }. Lo demás se encuentra en cuanto se lea.
find-said = Se dijo:
find-wrote = Dice:
find-found = encontrado:
answer-nothing-open = No hay nada abierto.
answer-answered = { $answered ->
    [one] Una parte está respondida.
   *[other] { $answered } partes están respondidas.
}
answer-all-answered = { $answered ->
    [one] Lo que se pidió está respondido.
   *[other] Las { $answered } partes están respondidas.
}
answer-to-decide = { $count ->
    [one] Una parte espera nuestra palabra: ofrecieron otra cosa, o dijeron que no.
   *[other] { $count } partes esperan nuestra palabra: ofrecieron otra cosa, o dijeron que no.
}
answer-silent-no-answer = La respuesta de { $team } era para { $time } y aún no ha llegado.
answer-silent-no-news = { $team } anunció noticias para { $time }; aún no han llegado.
answer-silent-wait-over = { $team } está a la espera desde { $time } y aún no ha dicho cómo sigue.
answer-silent-not-promised = { $team } no ha respondido desde { $time }; no se prometió hora.
answer-silent-no-time = { $team } lo tiene desde { $time } y aún no ha dicho una hora.
answer-silent-reopened = Se volvió a abrir ({ $time }), y { $team } aún no ha respondido.
answer-silent-given-back = Desde { $time } está otra vez con todo el equipo { $team }, y nadie lo ha tomado.
answer-silent-owner-away = Quien lo tiene en { $team } está fuera desde { $time }, y nadie más lo ha tomado.
answer-silent-shift-over = El turno de quien lo tiene en { $team } terminó ({ $time }), y nadie más lo ha tomado.
answer-silent-owner-left = Quien lo tenía en { $team } se ha ido, y nadie más lo ha tomado.
answer-silent-team-gone = { $team } ya no está en el mapa, y nadie ha tomado lo que tenía.
answer-late-promised = { $team } lo tiene; se prometió para { $time } y va con retraso.
answer-late-needed = { $team } lo tiene; hacía falta para { $time } y va con retraso.
answer-late-reply = { $team } lo tiene; la respuesta era para { $time } y va con retraso.
answer-needs-us = { $team } necesita una palabra nuestra.
answer-needs-us-why = { $team } necesita una palabra nuestra: «{ $why }».
answer-needs = { $team } necesita una palabra de { $from }.
answer-needs-why = { $team } necesita una palabra de { $from }: «{ $why }».
answer-next = Lo próximo viene de { $team }: { $time }.
answer-no-promise = { $open ->
    [one] Está preguntado; nadie ha prometido hora todavía.
   *[other] { $open } partes están preguntadas; nadie ha prometido hora todavía.
}
answer-since = espera { $span }
answer-copy = { $customer }: { $sentence } ({ $fresh })
answer-more-links = { $count ->
    [one] y 1 más
   *[other] y { $count } más
}
customer-title = Cliente
customer-said = Dijeron
customer-edit = Cambiar nombre, número o teléfono
customer-name = Nombre
customer-reference = Número de cliente
customer-phone = Teléfono
customer-phone-hint = Separa varios con comas. Se encuentran por sus últimas cifras.
customer-phone-wrong = Un número de teléfono tiene al menos { $min } cifras.
customer-call = Llamar al { $number }
customer-missing = Aún no está en este dispositivo
customer-missing-text = Llega en cuanto haya contacto.
customers-title = Clientes
customers-search = Nombre, número o teléfono
customers-add = Añadir un cliente
customers-list = Todos los clientes
customers-none = Aún no hay nadie anotado
customers-none-text = Añade un cliente aquí, o al preguntar a un equipo por él.
customers-open = { $count ->
    [one] 1 abierta
   *[other] { $count } abiertas
}
customer-merge = Unir
customer-merge-of = Unir { $name } con otro
customer-merge-both = Unir { $name } con { $other }
customer-merge-about = Lo que se pidió para { $name } se ve desde entonces bajo el otro cliente, en todos los dispositivos. No se borra nada: se pueden separar de nuevo.
customer-merge-into = ¿Qué cliente es el mismo?
customer-merged = Unidos.
customer-same = el mismo
customer-same-phone = mismo teléfono que { $name }
customer-separate = Separar de nuevo
customer-separate-of = Separar { $name } de nuevo
customer-separated = Cada uno vuelve a ser el suyo.
customer-before = Antes
customer-closed = { $count ->
    [one] 1 cerrada
   *[other] { $count } cerradas
}

## Clientes desde un archivo, peticiones a un archivo
import-title = Importar clientes
import-about = Un archivo CSV con un nombre y quizá un número de cliente y un teléfono en cada línea. Ves qué pasaría antes de que se escriba nada; no hace falta red.
import-choose = Elegir un archivo
import-paste = O pega las líneas
import-paste-hint = De una hoja de cálculo, con o sin los nombres de las columnas.
import-look = Ver qué pasaría
import-empty = No hay nada en él.
import-too-large = Pasa de { $max }. Divídelo en varios archivos.
import-too-long = Tiene más de { $max } líneas. Divídelo en varios archivos.
import-too-wide = Tiene más de { $max } columnas. Deja las del nombre, el número y el teléfono.
import-not-text = La línea { $line } no es texto UTF-8. Guarda el archivo otra vez como «CSV UTF-8» y elígelo de nuevo.
import-unread = El navegador no pudo leer este archivo. Elígelo de nuevo o pega sus líneas.
import-words-name = nombre, cliente, nombre del cliente, empresa, razón social
import-words-number = número, número de cliente, nº, nº de cliente, código, código de cliente, referencia
import-words-phone = teléfono, móvil, número de teléfono, celular
import-column = Columna { $number }: { $cell }
import-no-column = Ninguna
import-name = El nombre está en
import-number = El número de cliente está en
import-phone = El teléfono está en
import-named = La primera línea nombra las columnas
import-other = Otro archivo
import-looking = Mirando cada línea …
import-dry-run = Qué pasaría
import-line = Línea
import-what = Queda
import-new = nuevo
import-new-like = nuevo; ya hay alguien con este nombre
import-new-phone = nuevo; { $name } tiene este teléfono
import-known = ya está
import-gains = ya está; recibe el teléfono
import-renamed = aquí es { $name }
import-renamed-phone = aquí es { $name }, con el teléfono { $number }
import-namesake = aquí hay varios con este nombre, ninguno con este teléfono
import-other-phone = está con el teléfono { $number }
import-take = Tomar el nombre del archivo
import-take-both = Tomar nombre y teléfono del archivo
import-somebody-else = Otra persona: anotarla
import-take-phone = Tomar el teléfono del archivo
import-no-name = sin nombre
import-long-name = el nombre pasa de { $max } caracteres
import-long-number = el número pasa de { $max } caracteres
import-long-phone = el teléfono tiene más de { $max } caracteres
import-several-lines = ocupa varias líneas: quizá falta cerrar unas comillas
import-cells = { $has ->
    [one] 1 celda donde la primera línea tiene { $wants }
   *[other] { $has } celdas donde la primera línea tiene { $wants }
}
import-twice = ya está en la línea { $line }
import-count-new = { $count ->
    [one] 1 nuevo
   *[other] { $count } nuevos
}
import-count-gains = { $count } reciben un teléfono
import-count-known = { $count ->
    [one] 1 ya está
   *[other] { $count } ya están
}
import-count-renamed = { $count } por decidir
import-count-told = { $count ->
    [one] 1 no se puede tomar
   *[other] { $count } no se pueden tomar
}
import-nothing = No hay nada que anotar.
import-do = { $count ->
    [one] Anotar 1 cliente
   *[other] Anotar { $count } clientes
}
import-under-way = { $done } de { $all } anotados
import-under-way-text = Cada uno queda en este dispositivo al momento. Si paras aquí, importa el mismo archivo otra vez: sigue con lo que falta.
import-unsaved = Este dispositivo no puede guardar más ahora; el resto del archivo no está anotado. Haz sitio e importa el mismo archivo otra vez.
import-done = { $count ->
    [one] 1 cliente anotado.
   *[other] { $count } clientes anotados.
}
csv-save = Guardar como CSV
csv-save-all = Todas las peticiones en CSV
csv-saved = { $count ->
    [one] 1 petición guardada. Lo que una hoja de cálculo tomaría por fórmula lleva un apóstrofo delante.
   *[other] { $count } peticiones guardadas. Lo que una hoja de cálculo tomaría por fórmula lleva un apóstrofo delante.
}
csv-id = Id
csv-asker = Pide
csv-provider = Se pide a
csv-owner = Responsable
csv-state = Estado
csv-asked = Pedida el
csv-answered = Respondida el
csv-promised = Prometida para
csv-ended = Entregada o cerrada el
csv-hops = Veces pasada
csv-parent = Bloquea
csv-customer-phone = Teléfono del cliente
csv-waits-for = Espera a
csv-waits-why = Por qué espera
csv-needed-by = Hace falta para
csv-reply-by = Respuesta prometida para
csv-last-words = Respuesta o motivo
csv-helped = Sirvió
csv-helped-yes = sí
csv-helped-no = no

when-promise = como promete el mapa
accept-promise = { $team } promete entregar en { $span } según el mapa: { $time } en su horario.
chain-worked = { $span } de tiempo de trabajo
promise-moved = pasa a { $time }: el reloj estuvo parado { $span } mientras se esperaba a quien pidió
due-why = De dónde sale esta hora
due-as-usual = como siempre: { $span }
due-takes-chosen = Quien pidió eligió cuánto lleva el trabajo de arriba.
due-takes-promise = Es lo que el equipo de arriba promete en el mapa, en su tiempo de trabajo. Aún no ha respondido bastantes veces para guiarse por lo que tarda.
due-takes-observed = En cuatro de cada cinco casos el equipo de arriba no tardó más, en su tiempo de trabajo, tras la última respuesta que esperaba: { $count } casos, a fecha de { $time }.
risk-tag = en riesgo para { $time }
risk-soon = Se necesita o se prometió para { $due }, y tal como va estaría { $ends }.
risk-below = Es por «{ $title }», en { $team }.
risk-offer = { $team } ofrece otra hora para «{ $title }».
risk-takes-observed = { $team } tarda después hasta { $span }, en su tiempo de trabajo: en cuatro de cada cinco de { $count } casos, a fecha de { $time }.
risk-takes-promise = { $team } promete { $span } en el mapa, en su tiempo de trabajo.
risk-offer-up = Ofrecer { $ends } a { $asker }
risk-reason = «{ $title }» llega más tarde de lo previsto.
work-title = Horario
work-of = Cuándo trabaja { $team }
work-change = Cambiar el horario
work-always = A todas horas
work-hours = Horas de la semana
work-hours-hint = Por ejemplo: lu-vi 08:00-17:00; sa 09:00-12:00. Pasando la medianoche: 22:00-06:00. Nada quiere decir a todas horas. Las promesas cuentan en estas horas.
work-zone = Zona horaria
work-open-always = Abierto a todas horas.
work-open-until = Abierto ahora, hasta { $time }.
work-open-then = Abierto ahora hasta { $time }, y otra vez desde { $opens }.
work-closed-until = Cerrado hasta { $time }.
work-closed = Cerrado.
work-closed-on = Cerrado el { $days }
work-wrong-day = «{ $text }» no es un día. Escribe lu, ma, mi, ju, vi, sa o do.
work-wrong-time = «{ $text }» no es una hora de inicio y una de fin. Escríbelo como 08:00-17:00.
work-wrong-no-time = «{ $text }» no tiene horas. Escribe las horas tras los días, como lu-vi 08:00-17:00.
work-wrong-many = Es más de lo que cabe: seis tramos al día como mucho y 200 caracteres en total.
work-holidays = Festivos
work-holiday-date = Fecha
work-holiday-name = Nombre del festivo
work-holiday-add = Añadir este día
work-holiday-remove = Quitar { $day }
work-remove = Quitar
work-no-holiday = no es festivo

## El mapa
map-title = Mapa
map-list-title = El mapa como lista
map-as-list = Lista
map-as-picture = Dibujo
map-empty = Un mapa vacío
map-empty-text = Añade los equipos y quien paga, y di quién sirve a quién.
map-begin = Empezar
map-picture-label = Equipos en anillos según su distancia del cliente que paga. La lista muestra lo mismo.
map-picture-label-layers = Equipos en capas: arriba quienes pagan, cada cual debajo de aquellos a quienes sirve. La lista muestra lo mismo.
map-look = Cómo se dibuja
map-find = Buscar una parte
map-style = Como
map-rings = Anillos en torno a quien paga
map-layers = Capas
map-hops = Quién se dibuja
map-everybody = Todos
map-links = { $links ->
    [one] Vecinos
   *[other] Y los suyos
}
map-rolled = Los equipos se dibujan
map-each = Uno por uno
map-by-site = Por sede
map-by-department = Por departamento
map-groups = Sedes y departamentos
map-group-serves = Sirve a { $whom }.
map-group-services = { $name } ({ $count ->
    [one] 1 servicio
   *[other] { $count } servicios
})
map-arrange = Ordenar
map-arrange-how = Arrastra una caja, o ve a ella con Tab y las flechas, pulsa Intro y muévela con las flechas: Intro la deja ahí para todos, Escape la devuelve. Supr deja que encuentre su sitio.
map-picked = { $party } se mueve: usa las flechas. Intro lo deja ahí para todos, Escape lo devuelve.
map-arranged = Listo
map-placed = Se queda ahí, para todos.
map-free = Que { $party } encuentre su sitio
map-freed = Vuelve a encontrar su propio sitio.
map-copy-link = Copiar el enlace
map-print = Imprimir
map-png = Guardar como PNG
map-svg = Guardar como SVG
map-png-failed = Este navegador no puede hacer una imagen de ese tamaño. Guárdala como SVG.
map-file-title = Quién sirve a quién · { $date } · { $freshness }
map-closer = Acercar
map-farther = Alejar
map-all = Mostrar todo
map-legend-late = sin respuesta o con retraso
map-legend-wait = corre una promesa
map-legend-done = promesas cumplidas
map-legend-calm = en calma
map-distance = { $links ->
    [0] paga
    [one] a 1 paso del cliente
   *[other] a { $links } pasos del cliente
}
map-no-path = Sin línea de visión: no sirve a nadie que lleve a un cliente que paga.
map-no-path-short = sin línea de visión
map-path = {" "}· { $links ->
    [one] a 1 paso
   *[other] a { $links } pasos
}
map-ask = Pedir
map-serves = Sirve a
map-served-by = Le sirven
map-add-serves = Añadir a quién sirve
map-add-served-by = Añadir quién le sirve
map-has = Le esperan
map-asked = Espera
map-all-of-them = Buscar las { $number }
map-people = Personas
map-serves-whom = { $provider } sirve a { $served }
map-edit-service = Cambiar { $service }
map-edit-party = Cambiar { $party }
map-parties = Partes
map-services = Servicios y promesas
map-mine = tu equipo
map-retired = Retirados del mapa ({ $count })
map-bring-back = Recuperar
map-retire = Retirar del mapa
map-retired-now = Retirado. Sigue en las peticiones antiguas.
map-add-party = Añadir una parte
map-change-party = Cambiar una parte
map-add-service = Añadir un servicio
map-change-service = Cambiar un servicio
map-put = Ponerlo en el mapa
map-gaps = Merece una mirada
map-no-gaps = Todos tienen línea de visión hasta un cliente que paga. Elige una parte para ver más.
gap-no-path = { $team } no tiene línea de visión
gap-whom = ¿A quién sirve?
gap-never-asked = { $served } nunca pidió a { $provider }: { $service }
gap-not-on-map = { $count ->
    [one] { $asker } pidió algo a { $provider } una vez y el mapa no lo muestra
   *[other] { $asker } pidió algo a { $provider } { $count } veces y el mapa no lo muestra
}
gap-put = Ponerlo en el mapa
gap-same-name = { $count } se llaman «{ $name }». Di dónde está cada una, o únelas.
gap-no-customer = Nadie en el mapa paga. Sin un cliente que paga nadie tiene línea de visión.
gap-add-customer = Añadir quien paga
party-what = ¿Qué es?
party-name = Nombre
party-note = Bueno saber
party-note-hint = Cómo se trabaja con ellos.
party-site = Sede
party-serves = sirve a { $served }
party-twin = otra tiene el mismo nombre
party-department = Departamento
party-place = Lugar en el dibujo
party-merge = Unir con otra
party-merge-about = Lo que { $name } tiene y pidió cuenta desde entonces como de la otra, en todos los dispositivos; las peticiones antiguas siguen diciendo el nombre de antes. No se borra nada: se pueden separar de nuevo.
party-merge-moves = Van con ella { $what }.
party-moves-nothing = Nada va con ella.
party-moves-open = { $count ->
    [one] 1 petición abierta
   *[other] { $count } peticiones abiertas
}
party-moves-people = { $count ->
    [one] 1 persona
   *[other] { $count } personas
}
party-moves-services = { $count ->
    [one] 1 servicio
   *[other] { $count } servicios
}
party-moves-tasks = { $count ->
    [one] 1 tarea periódica
   *[other] { $count } tareas periódicas
}
party-merge-into = ¿De cuál pasa a formar parte?
party-merge-do = Unir
party-merged = Unidas.
party-merged-here = { $name } se unió a ella
party-separate = Separar de nuevo
party-separate-of = Separar { $name } de nuevo
party-separated = Cada una vuelve a ser la suya.
party-retire-about = Fuera del mapa, { $count ->
    [one] su petición abierta sigue a la vista y cualquiera puede tomarla.
   *[other] sus { $count } peticiones abiertas siguen a la vista y cualquiera puede tomarlas.
} Si otro equipo sigue con su trabajo, mejor únela.
promise-none = sin promesa
promise-reconfirm = toca revisarla
flow-silent = { $count } sin respuesta
flow-late = { $count } con retraso
flow-open = { $count ->
    [one] 1 abierta
   *[other] { $count } abiertas
}
flow-never = nunca usado
flow-calm = nada abierto
flow-kept = { $kept } de { $promised } respuestas a tiempo
flow-kept-few = { $kept } de { $promised } respuestas a tiempo, pocas para juzgar
flow-quiet = nadie ha pedido desde { $time }
observed-line = { $what }: { $text }
observed-reply = Respuestas
observed-delivery = Entregas
observed-took = la mitad en { $median }, nueve de cada diez en { $most }
observed-kept = { $kept } de { $promised } como se prometió
observed-cases = { $count ->
    [one] 1 caso
   *[other] { $number } casos
}
observed-few = { $count ->
    [one] 1 caso, poco para juzgar
   *[other] { $count } casos, pocos para juzgar
}
observed-as-of = Observado en el medio año hasta { $time }, en tiempo de trabajo.
trend-better = más rápido que en el medio año anterior
trend-same = como en el medio año anterior
trend-worse = más lento que en el medio año anterior
promise-agreed = Acordada por ambas partes el { $time }.
promise-holds = Sigue valiendo
promise-holds-now = Anotado: sigue valiendo. Ambas partes la revisan otra vez en medio año.
promises-waiting = Promesas por acordar
propose = Proponer otra promesa
propose-for = Proponer otra promesa para { $service }
propose-title = Proponer otra promesa
propose-about = La otra parte la acepta o dice por qué no. Hasta entonces vale la promesa que hay.
propose-why = ¿Por qué?
propose-send = Proponerla
proposed = Propuesta. La otra parte tiene que decir algo.
proposal-by = { $who } propone
proposed-until = se revisa { $time }
proposal-accept = Aceptar
proposal-accepted = Acordado. Esta es la promesa desde ahora.
proposal-decline = Rechazar
proposal-declined = { $who } la rechazó: { $words }
proposal-withdraw = Retirarla
proposal-gone = Retirada.
decline-title = Di por qué no
proposal-why-not = ¿Por qué no?
service-negotiated = Ambas partes son equipos: una promesa se cambia proponiendo otra.
away-title = Días de ausencia
away-say = Decir cuándo no hay nadie
away-back = No hay ausencia
away-gone = Retirado.
away-of = Cuándo está ausente { $team }
away-about = Quienes piden lo ven, con quién sustituye. Las promesas que se den desde ahora dejan fuera esos días, como los festivos.
away-from = Primer día
away-until = Último día
away-who = ¿Quién sustituye?
away-words = Por qué
away-order = Va antes del primer día.
away-long = Como mucho { $max } días. Si el equipo se va por más tiempo, quítalo del mapa.
away-now = ausente hasta { $until }
away-soon = ausente desde { $from } hasta { $until }
away-days = Ausente desde { $from } hasta { $until }
away-team = { $team } está { $text }
away-stands-in = { $team } sustituye
away-ask = Pedir a { $team }
what-if-title = Si este equipo está ausente
what-if-reads = Mirando lo que depende de él …
what-if-stands = { $has ->
    [0] No tiene peticiones abiertas.
    [one] 1 petición abierta se para
   *[other] { $has } peticiones abiertas se paran
}
what-if-chains = en { $count } cadenas
what-if-above = { $count ->
    [one] 1 por encima espera
   *[other] { $count } por encima esperan
}
what-if-customers = Clientes que esperan
what-if-depend = Su trabajo lleva a
what-if-cut-off = Sin línea de visión entonces
what-if-substitutes = Quién ha ayudado
what-if-nobody = Nadie, en el último año.
what-if-delivered = { $count ->
    [one] entregó 1 de sus peticiones
   *[other] entregó { $count } de sus peticiones
}
what-if-got = { $count ->
    [one] recibió 1
   *[other] recibió { $count }
}
single-points = { $count ->
    [one] 1 equipo del que dependen otros
   *[other] { $count } equipos de los que dependen otros
}
single-points-about = Sin un equipo así, otros no tienen línea de visión hasta quien paga.
single-point = { $count ->
    [one] deja sin ella a 1
   *[other] deja sin ella a { $count }
}
learned-look = Aprender del trabajo
learned-read = De { $requests } peticiones del último año, que se pasaron { $hops } veces.
learned-nothing = Nada que haya pasado lo bastante para decirlo.
learned-services = Se pide una y otra vez, y no está en el mapa
learned-direct = Se pide dando un rodeo
learned-loops = Ida y vuelta
learned-hops = Dónde esperan las peticiones antes de seguir
learned-proposed = Propuesta: { $what }
learned-put-away = Descartar
learned-gone = Descartado, para todos.
learned-direct-line = { $count } de { $of } peticiones de { $asker } a { $first } acabaron en { $last }
learned-loop = { $count ->
    [one] 1 petición fue de { $team } a { $by } y volvió
   *[other] { $count } peticiones fueron de { $team } a { $by } y volvieron
}
learned-hop = En { $team }, antes de pasar a { $to }
learned-hop-waits = la mitad de { $count } espera { $span } o más
learned-reads = Leyendo el trabajo del último año …
service-provider = ¿Quién lo hace?
service-served = ¿A quién sirve?
service-name = ¿Qué se hace?
service-name-hint = Como lo dirían quienes lo reciben.
service-reply = Respuesta en
service-deliver = Entrega en
service-questions = ¿Qué debe decir quien pide?
service-questions-hint = Una pregunta por línea. Las respuestas para elegir van entre paréntesis: ¿Urgente? (sí / no). Una línea que empieza con un guion y una respuesta solo se pregunta tras ella: - sí: ¿Hasta cuándo? Un asterisco al final hace necesaria la respuesta: ¿Qué lote? *
questions-none-above = «{ $line }»: ninguna pregunta de arriba tiene respuestas para elegir.
questions-no-such-answer = «{ $line }»: la pregunta de arriba no tiene esa respuesta.
questions-no-question = «{ $line }»: ¿qué se pregunta tras esa respuesta?
questions-bad-answers = «{ $line }»: cada respuesta debe decir algo, y solo una vez.
service-contact = ¿A quién llamar si no puede esperar?
# Words that a question has which isn’t answered with yes or no, without accents; and of these the ones that ask for a number.
question-words = quien, quienes, que, cual, cuales, donde, adonde, cuando, como, o
question-number-words = cuanto, cuanta, cuantos, cuantas
question-no-answer = sin respuesta
question-needed = Lo necesitan para empezar. Si nadie lo sabe, dilo.
service-call = si no puede esperar: { $who }
service-itself = Nadie se sirve a sí mismo en el mapa: elige a otro.
service-contact-hint = Un nombre y un número, o una sala.
service-hours = ¿Cuándo se da?
service-hours-hint = Solo si no es en las horas del equipo: lu-vi 06:00-22:00, o lu-do 00:00-24:00 para día y noche.
service-given = se da { $hours }
service-as-team = siempre que trabaja el equipo
service-reconfirm = Revisarla de nuevo
span-wrong = Un número entero de 1 a 9999.
span-unit = { $label }: unidad
unit-minutes = minutos
unit-hours = horas
unit-days = días

## Yo
me-title = Yo
me-who = Quién soy
looks-title = Idioma y aspecto
looks-language = Idioma
looks-theme = Tema
theme-system = como el sistema
theme-light = claro
theme-dark = oscuro
theme-outdoor = exterior
about-title = Acerca de
about-what = Sightline muestra quién espera a quién, hasta el cliente que paga. Cada cambio se guarda primero en este dispositivo y después se envía.
about-version = Versión { $version }
about-licence = Código abierto: MIT o Apache-2.0. Iconos: Lucide, ISC.
about-keys = Atajos de teclado:
people-title = Personas y dispositivos
people-offline = Sin red no se puede decir cuándo se oyó a cada dispositivo.
people-nobody = Nadie todavía
people-nobody-text = Quienes se unan estarán aquí.
people-no-team = Sin equipo
people-device-seen = { $device }, visto { $time }
device-revoke = Bloquear
device-revoke-label = Bloquear { $device }
device-revoked = bloqueado { $time }
device-revoked-now = Bloqueado. No podrá volver sin una invitación nueva.
device-sure = Ya no podrá leer ni enviar nada, de inmediato y para siempre. Lo que envió se queda. Los cambios que no envió solo se pueden guardar como archivo, en el propio dispositivo. Para volver necesita una invitación nueva.
device-last = { $count ->
    [0] Es su último dispositivo aquí. No lleva nada.
    [one] Es su último dispositivo aquí. Lleva 1 petición o tarea.
   *[other] Es su último dispositivo aquí. Lleva { $count } peticiones y tareas.
}
device-left-too = También se fue
device-left-too-hint = Lo que lleva vuelve a sus equipos.
device-left-now = Bloqueado. Lo que lleva queda para sus equipos.
device-keep = Dejarlo
people-admin = administra
people-owns = { $count ->
    [one] lleva 1 petición
   *[other] lleva { $count } peticiones
}
invites-title = Invitaciones
invites-not-yours = Invitan los administradores
invites-not-yours-text = Pide una invitación a un administrador. Con red, en «Personas y dispositivos» ves quiénes son.
invite-team = ¿Para qué equipo?
invite-days = ¿Por cuánto tiempo?
invite-uses-label = ¿Para cuántos dispositivos?
invite-uses = { $count ->
    [one] 1 dispositivo
   *[other] { $count } dispositivos
}
invite-make = Crear una invitación
invite-made = La invitación
invite-once = Se muestra solo esta vez. Que la escaneen, o envía el enlace.
invite-qr = La invitación como código QR
invite-done = Listo
invite-share-title = Únete a Sightline
invite-open = Invitaciones abiertas
invite-any-team = Cualquier equipo
invite-line = { $uses ->
    [one] queda 1 dispositivo
   *[other] quedan { $uses } dispositivos
}, hasta { $time }
invite-revoke = Retirar
invite-revoked = Retirada.
hand-over-title = Traspasar mi trabajo
hand-over-about = Todo lo que tienes a tu cargo. Lo prometido sigue en pie; otra persona sigue con ello.
hand-over-none = No tienes nada a tu cargo
hand-over-none-text = Aquí sale lo que aceptes, para traspasarlo cuando te vayas a casa.
hand-over-choose = Elige al menos una.
hand-over-do = { $count ->
    [one] Traspasar 1 petición
   *[other] Traspasar { $count } peticiones
}
hand-over-tasks = Rutina
hand-over-tasks-about = Cada tarea pasa tal cual, con su propia nota y su día.
hand-over-do-tasks = { $tasks ->
    [one] Traspasar 1 tarea
   *[other] Traspasar { $tasks } tareas
}
hand-over-do-both = { $count ->
    [one] Traspasar 1 petición
   *[other] Traspasar { $count } peticiones
} { $tasks ->
    [one] y 1 tarea
   *[other] y { $tasks } tareas
}
hand-over-done-tasks = { $tasks ->
    [one] 1 tarea traspasada.
   *[other] { $tasks } tareas traspasadas.
}
hand-over-done-both = { $count ->
    [one] 1 petición
   *[other] { $count } peticiones
} { $tasks ->
    [one] y 1 tarea, en otras manos.
   *[other] y { $tasks } tareas, en otras manos.
}
refused-title = Cambios devueltos
refused-none = Nada devuelto
refused-none-text = Todo lo que hiciste fue aceptado.
refused-what = { $kind }: { $name }
refused-meant = { $what }: { $text }
refused-open = Abrir
refused-again = Repetirlo
refused-done-again = Repetido. Se envía como algo nuevo.
refused-dismiss = Dejarlo
kind-request = Petición
kind-party = Parte
kind-service = Servicio
kind-person = Persona
kind-customer = Cliente
kind-settings = Espacio
kind-task = Trabajo de rutina
kind-other = Documento
why-not-allowed = No aceptado: aquí no puedes hacerlo, o ya no.
why-too-large = No aceptado: ha crecido demasiado.
why-busy = No aceptado: demasiado a la vez. Hazlo más tarde.
why-identity = No aceptado: la identidad de este dispositivo no coincidía. Carga la aplicación de nuevo.
why-no-sense = No aceptado: ya no habría tenido sentido.
why-broken = No aceptado: llegó roto.
why-other = No aceptado, por una razón que esta versión no conoce ({ $number }).
out-title = La sesión de este dispositivo está cerrada
out-kept = El servidor ya no deja entrar a este dispositivo. { $count ->
    [0] Todo lo que hiciste se envió antes.
    [one] No se pierde nada: 1 cambio está guardado aquí y nunca se envió.
   *[other] No se pierde nada: { $count } cambios están guardados aquí y nunca se enviaron.
}
out-how = Primero inténtalo otra vez. Si no ayuda, pide a alguien una invitación nueva y ábrela aquí: este dispositivo puede volver con todo lo que tiene.
out-back = Volver con este enlace
out-back-text = Con el enlace que abriste, este dispositivo puede volver como quien era. Todo lo que hay aquí se queda, y lo pendiente se envía.
out-unknown = Este servidor no puede recuperar este dispositivo. Guarda una copia en un archivo y empieza de nuevo con el enlace.
out-try = Intentarlo de nuevo
out-start-over = Empezar de nuevo
out-sure = Esto quita el espacio de este dispositivo, para que pueda unirse otra vez. { $count ->
    [0] Todo lo que hiciste se envió antes.
    [one] 1 cambio que nunca se envió se va con él, salvo que hayas guardado una copia.
   *[other] { $count } cambios que nunca se enviaron se van con él, salvo que hayas guardado una copia.
}
out-keep = Dejarlo
out-sure-do = Quitarlo
storage-title = En este dispositivo
storage-contact = Último contacto
storage-to-send = Por enviar
storage-used = Usado
storage-used-of = { $used } de { $quota }
storage-safe = Se guarda
storage-persisted = para siempre; el navegador no lo borrará
storage-not-persisted = mientras el navegador no necesite el espacio
storage-unsaid = el navegador no lo dice
storage-keep = Peticiones cerradas que se guardan aquí
storage-keep-hint = Las listas y la búsqueda siempre las muestran todas. Una que no se guarda llega cuando la abres con red.
storage-keep-all = Todas
storage-keep-days = Los últimos { $days } días
storage-ask = Guardarlo para siempre
storage-agreed = El navegador aceptó.
storage-declined = El navegador no aceptó. Instalar la aplicación ayuda.
storage-export = Guardar una copia en un archivo
storage-install = Instalar la aplicación
storage-try = Probar la red ahora

## Avisos
notices-title = Avisos
notices-none = Nada que contar
notices-none-text = Aquí están los cambios en lo que pediste o llevas, lo que otros hicieron a la vez, y los silencios de los que se te avisa.
notices-new = Nuevo
notices-before = Ya visto
notices-all-seen = Marcar todo como visto
notices-fresh = { $count ->
    [one] 1 aviso: { $first }
   *[other] { $count } avisos, el último: { $first }
}
notice-turned = { $who }: { $state }
notice-task-yours = { $who } te dio esta tarea de rutina
notice-yours = Ahora es tuya, de { $who }
notice-returned = { $who } la devolvió al equipo
notice-answered-below = { $count ->
    [one] La respuesta que esperaba está aquí, de { $who }: puedes seguir
   *[other] La última de las { $count } respuestas que esperaba está aquí, de { $who }: puedes seguir
}
notice-closed-above = { $who } cerró lo que esperaba por esta: { $state }. ¿Sigue haciendo falta?
notice-offer-refused = { $who } dijo no a la oferta: lo que se pidió sigue esperando respuesta
notice-wait-answered = { $who } respondió a lo que se esperaba
notice-taken = Ya no es tuya: { $who } hizo esto: «{ $what }»
notice-lost = Tu «{ $mine }» no tiene efecto: { $who } actuó a la vez, y vale «{ $theirs }»
notice-late = Tu «{ $mine }» llegó después de que { $who } confirmara; reábrela si importa
notice-silent = Sin respuesta: { $told }
nav-notices = {" "}avisos
silent-no-answer = sin respuesta, era para { $time }
silent-no-news = noticias anunciadas que no llegaron, { $time }
silent-wait-over = a la espera desde { $time }, sin decir cómo sigue
silent-not-promised = sin respuesta desde { $time }, nadie la prometió
silent-no-time = tomada { $time }, sin hora
silent-reopened = abierta de nuevo { $time }, sin respuesta
silent-given-back = devuelta al equipo { $time }
silent-owner-away = quien la lleva está fuera desde { $time }
silent-shift-over = el turno de quien la lleva terminó ({ $time })
silent-owner-left = quien la llevaba se ha ido
silent-team-gone = su equipo ya no está en el mapa
escalation-told = paso { $step } de { $of }: { $whom }, desde { $time }
escalation-next = { $whom }: aviso a las { $time }
tells-owner = quien la lleva
tells-team = todo el equipo
tells-above = quien pidió y quienes están por encima
steps-title = Cuando algo sigue sin respuesta
steps-hint = Tras tanto tiempo sin noticias se avisa a alguien más. Un paso sin tiempo es inmediato. Sin pasos: a quien la lleva tras 15 min, a todo el equipo tras 1 h, a quien pidió y a quienes están por encima tras 2 h.
steps-after = Paso { $number }: tras
steps-whom = Paso { $number }: a quién se avisa
steps-add = Añadir un paso
steps-remove = Quitar el paso { $number }
steps-wrong = Cada paso después del anterior, como mucho 30 días.
steps-usual = Como siempre: quien la lleva tras 15 min, todo el equipo tras 1 h, quien pidió y quienes están por encima tras 2 h
steps-one = tras { $span }: { $whom }

## La misma petición dos veces
state-merged = fusionada
clock-merged = la misma que otra, desde { $time }
act-merge = Es la misma que otra
merge-about = La otra sigue; esta se cierra y muestra qué pasa con ella. Reabrirla lo deshace.
merge-which = ¿Cuál sigue?
merge-which-hint = Primero lo que está abierto para el mismo cliente.
merge-why = ¿Por qué?
merge-open-below = { $count ->
    [one] 1 petición por debajo sigue abierta. Continúa, para quien la tiene.
   *[other] { $count } peticiones por debajo siguen abiertas. Continúan, para quienes las tienen.
}
done-merge = Ahora sigue a la otra.
hang-title = Espera a otra petición
hang-free = Sacarla de su cadena
hang-about = La otra queda debajo de esta, con su reloj y quien la lleva; esta muestra a qué espera.
hang-which = ¿A qué petición abierta espera?
hang-which-hint = Peticiones abiertas que están solas; primero las del mismo cliente. La que ya espera otra cadena no se puede mover.
hang-do = Que espere a esa
done-hang = Ahora está debajo de esta
done-free = Vuelve a estar sola
moment-merged = dijo que es la misma que «{ $request }»
same-as = La misma que esta, que sigue:
same-in-circle = Dos personas fusionaron la una en la otra a la vez. Para que alguien siga, esta cuenta como abierta: reábrela.
same-duplicates = También pedida como

## Seguir y nombrar
request-follow = Seguir
request-unfollow = Dejar de seguir
done-follow = Sabrás de sus cambios.
done-unfollow = Ya no sabrás de ella.
request-followers = la siguen { $names }
moment-reworded = cambió: { $what }
moment-reworded-to = { $before } → { $after }
moment-follows = la sigue
moment-unfollows = ya no la sigue
notice-mentioned = { $who } te nombró
notice-reworded = { $who } cambió: { $what }
notice-said = { $who } dijo algo sobre ella
notice-news = { $who } tendrá noticias { $time }
comment-names = ¿A quién te refieres?

## Trabajo de rutina

tasks-title = Trabajo de rutina
tasks-add = Añadir trabajo de rutina
tasks-none = Aún no hay trabajo de rutina
tasks-none-text = Lo que tu equipo hace por sí mismo, una vez o una y otra vez: rondas, revisiones, limpieza. Va después de lo que esperan los clientes.
tasks-no-team-text = El trabajo de rutina es de un equipo.
tasks-nothing-due = No toca nada.
tasks-due = Toca hacer
tasks-aside = Aplazado
tasks-coming = Próximo
tasks-done = Hecho en las últimas horas
tasks-over = Terminado
tasks-for = ¿Qué puede esperar mientras trabajas en «{ $request }»? Aplázalo aquí.
tasks-door-none = No toca nada
tasks-door-due = { $count ->
    [one] Toca 1
   *[other] Tocan { $count }
}
tasks-door-late = { $count ->
    [one] Toca 1, con retraso
   *[other] Tocan { $count }, { $late } con retraso
}
tasks-door-aside = { $count } aplazado
task-title = ¿Qué hay que hacer?
task-start = Primer día
task-every = ¿Se repite?
task-owner-gone = { $presence }: la hace quien esté
task-critical = Seguridad
task-critical-label = Alguien puede hacerse daño si no se hace
task-critical-hint = Aplazado, sigue mostrándose como pendiente.
task-owner = ¿Quién lo hace?
task-owner-hint = Sin elegir a nadie: quien esté del equipo.
task-note = ¿Cómo se hace?
task-others = Dos personas lo cambiaron a la vez. Guardar conserva lo que está en el formulario, en lugar de:
task-end = Ya no lo hace nadie
task-begin-again = Volver a hacerlo
task-late = { $count ->
    [one] con retraso desde ayer
   *[other] con { $count } días de retraso
}
task-due-today = toca hoy
task-due-on = toca { $day }
task-due-though-aside = toca: aplazado, pero es de seguridad
task-aside-to = aplazado, toca { $day }
task-over = terminado
task-do = Hecho
task-do-of = Hecho: { $task }
task-done-now = Hecho.
task-done-by = hecho por { $who }, { $time }
task-put-off = Aplazar
task-put-off-of = Aplazar: { $task }
task-put-off-about = No se retrasa antes de su nuevo día. Todos ven por qué se aplazó.
task-put-off-critical = Es de seguridad: sigue mostrándose como pendiente, pero todos ven por qué se aplazó.
task-put-off-for = ¿Por qué petición?
task-put-off-needs = Elige la petición que importa más.
task-put-off-to = ¿Cuándo se hace entonces?
task-put-off-day = Día
task-put-off-later = Elige un día después de { $day }.
task-put-off-why = ¿Qué más hay que decir?
task-put-off-now = Aplazado.
task-put-off-here = Aplazar rutina por esta
task-aside-for = por
task-aside-by = aplazado por { $who }, { $time }
task-aside-closed = esa petición está cerrada: nada lo impide
task-aside-here = Aplazado por esta
task-change-of = Cambiar: { $task }
task-take-back = Retirar
task-take-back-of = Retirar: { $task }
task-not-done = Al final no se hizo
task-taken-back = Retirado.
every-once = No, una vez
every-workday = de lunes a viernes
every-days = { $count ->
    [one] cada día
   *[other] cada { $count } días
}
every-weeks = { $count ->
    [one] cada semana
   *[other] cada { $count } semanas
}
every-months = { $count ->
    [one] cada mes
   *[other] cada { $count } meses
}
every-years = { $count ->
    [one] cada año
   *[other] cada { $count } años
}
day-today = hoy
day-tomorrow = mañana
day-yesterday = ayer

## Voces de clientes

voices-title = Voces
voice-title = Voz
voice-add = Anotar lo que dijo un cliente
voices-none = Aún nadie ha dicho nada
voices-none-text = Lo que los clientes dicen y necesitan, lo oiga quien lo oiga: recibe una respuesta, adoptado o rechazado y por qué.
voices-open = Por responder
voices-answered = Respondidas
voices-count = { $open } por responder, { $silent } de ellas en silencio · { $adopted } adoptadas · { $declined } rechazadas
voices-withdrawn = { $count ->
    [one] 1 retirada
   *[other] { $count } retiradas
}
voices-merged = { $count ->
    [one] 1 es la misma que otra
   *[other] { $count } son las mismas que otras
}
voices-of-request = Lo que los clientes dijeron de ella
voice-tags = De qué trata
voice-tag-add = ¿De qué trata?
voice-tag-type = Escribe una palabra
voice-tag-new = Añadir «{ $tag }»
voice-tag-away = Quitar: { $tag }
voice-tags-max = Con { $max } basta.
voice-about = Habla de «{ $request }».
voice-speaks-of = Habla de:
voice-link = Enlazar una voz
voice-link-request = Enlazar una petición
voice-link-which = ¿De qué petición habla?
voice-link-which-hint = Lo que está abierto para el mismo cliente va primero.
voice-link-voice = ¿Qué voz habla de ella?
voice-link-voice-hint = Lo que dijo el mismo cliente va primero.
voice-link-do = Enlazar
voice-linked = Enlazadas.
voice-unlink = Desenlazar { $name }
voice-unlinked = Ya no están enlazadas.
voice-links-max = Una voz habla de { $max } peticiones como mucho. Desenlaza una antes.
voice-words = ¿Qué dijeron?
voice-words-hint = Con sus propias palabras.
voice-channel = ¿Cómo lo oíste?
voice-answers = ¿Quién responde?
voice-do = Guardar
voice-kept = Guardado. Espera una respuesta.
voice-adopted = adoptado
voice-declined = rechazado
voice-open = por responder
voice-withdrawn = retirada
voice-merged = la misma que otra
voice-adopt-what = ¿Qué se hará?
voice-adopt-hint = Se le dirá al cliente.
act-adopt = Adoptar
act-told = El cliente lo sabe
act-voice-close = Cerrarla
act-told-short = Lo sabe
channel-call = Por teléfono
channel-visit = En persona
channel-mail = Por correo
channel-chat = Por chat
channel-public = En público
channel-other = De otra forma

## Varias a la vez, y deshacer
many-start = Elegir varias
many-pick = Elegir: { $title }
many-picked = { $count ->
    [one] 1 elegida
   *[other] { $count } elegidas
}
many-all = Todas las visibles
many-end = Dejar de elegir
many-can = { $count ->
    [0] No se puede hacer con ninguna.
    [one] Se hará con 1 petición.
   *[other] Se hará con { $count } peticiones.
}
many-cannot = { $count ->
    [one] Con 1 no se puede:
   *[other] Con { $count } no se puede:
}
many-stands = no mientras esté en «{ $state }»
many-mine = ya la tienes
many-not-mine = la tiene otra persona, que está aquí
many-not-mine-news = la tiene otra persona: anunciar noticias le toca a ella
many-open-below = hay algo abierto debajo: míralo antes
many-voice = lo que dijo un cliente se cierra de una en una, diciendo por qué
many-gone = ya no está aquí, o son demasiadas a la vez
many-done = { $count ->
    [one] Hecho con 1 petición.
   *[other] Hecho con { $count } peticiones.
}
left-title = No están, y aún las llevan
left-hand-over = { $count ->
    [one] 1 petición de { $who }: traspasar
   *[other] { $count } peticiones de { $who }: traspasar
}
undo-do = Deshacer
undo-done = Deshecho.
undo-words = Deshecho.
undo-some = { $count ->
    [one] El resto está deshecho. Esto se queda, porque alguien ha seguido con ello o nada lo deshace: { $names }.
   *[other] El resto está deshecho. Esto se queda, porque alguien ha seguido con ello o nada lo deshace: { $names }.
}
undo-built-on = Alguien ha seguido desde ahí. Ya no se puede deshacer.
last-title = Lo último que hice
last-undo = Deshacerlo
last-stays = Esto no se puede deshacer: lo dicho queda.
last-something = Se dijo o se cambió algo.

## Filtros, y lo ya respondido
filter-title = Filtrar
filter-any = cualquiera
filter-state = Cómo está
filter-open = abierta
filter-unanswered = nadie la tiene
filter-underway = alguien la tiene
filter-with-asker = debe decidir quien pidió
filter-closed = cerrada
filter-clock = Su reloj
filter-silent = en silencio
filter-late = en silencio o tarde
filter-age = Pedida hace al menos
filter-days = { $count ->
    [one] 1 día
   *[other] { $count } días
}
filter-mine = Pedida por mí, o mía
filter-team = Equipo que la tiene o la pidió
filter-owner = Responsable
filter-customer = Cliente
filter-keep = Guardar este filtro
filter-clear = Sin filtro
filter-name = ¿Cómo lo llamas?
filter-name-hint = Está en todos tus dispositivos. Puedes guardar { $max }.
filter-kept = Filtro guardado.
filter-gone = Filtro quitado.
filter-let-go = Quitar { $name }
filter-mine-kept = Mis filtros
filter-nothing-text = Nada es así. Quita algo del filtro.
before-title = Ya respondido antes
before-take = Esto lo responde
before-taken = No se pidió nada.

## Quién está
duty-title = ¿Estoy aquí?
duty-unsaid = Hoy no has dicho nada. Quienes piden no pueden saberlo.
duty-here = Estoy hasta…
duty-away = Estoy fuera…
duty-away-about = Lo que llevas aparece sin respuesta desde entonces, para que lo tome tu equipo. Traspasarlo les dice más.
shift-ends = Tu turno termina a las { $time }: { $owned }.
shift-ended = Tu turno terminó ({ $time }): { $owned }.
shift-requests = { $count ->
    [one] 1 petición es tuya
   *[other] { $count } peticiones son tuyas
}
shift-both = { $requests } y { $tasks }
shift-tasks = { $count ->
    [one] 1 tarea es tuya
   *[other] { $count } tareas son tuyas
}
shift-hand-over = Traspasar
shift-stay = Me quedo hasta…
duty-from = ¿Desde cuándo?
duty-from-now = Desde ahora
duty-instead-of = Esto ocupa el lugar de: { $absence }.
duty-until-before = Terminaría antes de empezar.
duty-not-away = No voy a estar fuera
duty-until = ¿Hasta cuándo?
duty-words = ¿Por qué, o quién te sustituye?
duty-words-hint = Lo leen todos.
duty-take-back = Retirarlo
duty-some = { $count } hasta { $time }
duty-nobody = nadie dijo que está
duty-all-away = no hay nadie
presence-here = está hasta { $time }
presence-away = fuera
presence-away-until = fuera hasta { $time }
presence-planned = fuera desde { $from }
presence-planned-until = fuera desde { $from } hasta { $time }
presence-shift-over = su turno terminó ({ $time })
presence-left = ya no está
card-owner-gone = la lleva: { $presence }
people-has-left = Ya no está
people-is-back = Ha vuelto
people-about = { $what }: { $who }

## Dividir
split-title = Dividirla
split-not-now = Entretanto está hecha o cerrada: no queda nada que dividir.
split-about = Cada parte es una petición propia. Esta sigue con lo que queda.
split-where = ¿Dónde están las partes?
split-beside = a su lado, para quien la pidió
split-below = por debajo: las espera
split-into = Dividida en
split-from = Parte de
moment-split = { $count ->
    [one] separó 1 parte
   *[other] separó { $count } partes
}

## Respuestas guardadas
kept-keep = Guardar como respuesta
kept-title = Guardada como respuesta
kept-about = A quien pida algo parecido se le ofrece esto primero. Todos pueden leerlo: quita lo que no sea para todos.
kept-question = ¿A qué responde?
kept-answer = La respuesta
kept-answer-hint = Tal como le sirva a quien no conoce esta petición.
kept-do = Guardarla
kept-done = Guardada como respuesta.
kept-by = guardada por { $who } · { $time }
kept-taken-back-by = retirada por { $who } · { $time }
kept-take-back = Retirarla
kept-taken-back = Retirada: ya no se ofrece.
kept-reopened = se reabrió desde entonces: no se ofrece hasta guardarla de nuevo
kept-private = Solo dos equipos pueden leer esta petición. Lo que se guarda lo pueden leer todos; por eso no se guarda nada de ella.
moment-kept = guardó la respuesta para: { $question }
moment-kept-no-more = retiró la respuesta guardada
find-kept = Respuestas guardadas
know-title = Quién puede saberlo
know-count = { $count ->
    [one] 1 equipo puede saberlo
   *[other] { $count } equipos pueden saberlo
}
know-choose = Elegir { $team }
know-choose-them = Elegir
know-kept = hay guardada una respuesta suya a esto
know-provides = ofrece «{ $service }»
know-answered = { $count ->
    [one] respondió una parecida
    [2] solo respondió dos parecidas
   *[other] respondió { $count } parecidas
}


## La página de un equipo y sus textos breves
team-how = Cómo trabajar con nosotros
team-title = Trabajar con { $team }
team-ours = Cómo trabajar con mi equipo
team-missing = No está aquí
team-missing-text = Este equipo no está en este dispositivo, o todavía no. Puede llegar cuando haya contacto.
team-retired = Este equipo se quitó del mapa. Sigue nombrado en peticiones antiguas; aquí ya no se debería pedir nada.
team-says-nothing = El equipo todavía no ha dicho nada sobre esto.
team-change = Cambiar lo que dice
team-ask = Pedir a este equipo
team-ask-for = Pedir: { $what }
team-serves = Qué hace y para quién
team-serves-nobody = Nada todavía, según el mapa.
team-for = para { $whom }
team-questions = Conviene decir de entrada:
team-nobody = Nadie de este equipo usa Sightline todavía.
team-told = después de { $span }: { $whom }
team-told-at-once = enseguida: { $whom }
team-open = Abierto aquí
team-open-count = { $count ->
    [one] 1 petición abierta
   *[other] { $count } peticiones abiertas
}
team-silent-count = { $count ->
    [one] 1 de ellas en silencio
   *[other] { $count } de ellas en silencio
}
snippets-title = Textos breves
snippets-about = Textos que este equipo escribe a menudo. Escribe / en un texto y se ofrecen.
snippets-full = Ya hay { $max }: quita uno antes de añadir otro.
snippets-add = Añadir un texto breve
snippets-change = Cambiar { $name }
snippets-change-title = Cambiar un texto breve
snippets-name = Nombre
snippets-name-hint = Una palabra corta para encontrarlo, como «dónde-está».
snippets-name-taken = Ya hay uno con este nombre en este idioma.
snippets-language = Idioma
snippets-text = Texto
snippets-remove = Quitar
snippets-gone = Quitado.
snippets-taken-away = quitado

map-file = Importar y exportar
map-file-begin = Empezar con una plantilla o un archivo
map-file-in = Traer un mapa
map-file-about = Un archivo YAML o CSV, o un catálogo de Backstage. Ves qué pasaría antes de que se escriba nada; no hace falta red.
map-file-paste = O pégalo
map-file-reading = Leyendo …
map-file-out = Llevarse el mapa
map-file-out-about = El mapa entero como lo tiene este dispositivo. Importa el archivo otra vez para cambiar muchas cosas a la vez.
map-file-save = Guardar como { $format }
map-file-saved = { $count ->
    [one] { $count } entrada guardada como archivo.
   *[other] { $count } entradas guardadas como archivo.
}
map-templates = Empezar con una plantilla
map-templates-about = Equipos y servicios como los tienen muchos. Mira antes la lista; lo que no encaje se cambia después.
template-warehouse = Almacén
template-field-service = Servicio técnico
template-clinic = Clínica
template-software = Soporte de software
map-file-dependencies = { $count ->
    [one] { $count } dependencia entre dos equipos.
   *[other] { $count } dependencias entre equipos.
}
map-file-stays = Lo que el archivo no nombra se queda en el mapa como está.
map-file-nothing = No hay nada que hacer.
map-file-do = { $count ->
    [one] Poner { $count } entrada en el mapa
   *[other] Poner { $count } entradas en el mapa
}
map-file-done = { $count ->
    [one] { $count } entrada está en el mapa.
   *[other] { $count } entradas están en el mapa.
}
map-file-take-all = { $count ->
    [one] Tomar el cambio
   *[other] Tomar los { $count } cambios
}
map-file-take = Tomar los cambios de { $name }
map-file-take-short = Tomar los cambios
map-file-left-out = Quedó fuera ({ $count })
map-file-show = Mostrar
map-file-all = todo
map-file-entry = Entrada
map-file-implied = nuevo: solo lo nombra un servicio
map-file-long-line = La línea { $line } pasa de { $max }. Esto no es un mapa.
map-file-not-text = La línea { $line } no es texto UTF-8. Guarda el archivo otra vez como UTF-8 y elígelo de nuevo.
map-file-syntax = La línea { $line }, columna { $column }, no se puede leer{ $count ->
    [0] .
    [one] ; encima hay { $count } entrada entera.
   *[other] ; encima hay { $count } entradas enteras.
} Mira la sangría, las comillas y los dos puntos. No se escribió nada.
map-file-shape = Línea { $line }, columna { $column }: aquí va { $wants }. No se escribió nada.
map-file-wants-list = una lista, con un guion ante cada elemento
map-file-wants-fields = un campo con su valor, como «name: Almacén»
map-file-wants-text = un texto
map-file-deep = La línea { $line } pasa de { $max } niveles. No se escribió nada.
map-file-much = Hasta la línea { $line } hay más de { $max } valores; cada uso de un alias cuenta. No se escribió nada.
map-file-unknown = Esto no es un mapa: no hay «parties» ni «services», ni una primera línea que nombre columnas, como name, kind, provider, serves.
map-file-cells = La línea { $line } tiene más celdas que la primera. Quizá faltan comillas alrededor de una coma. No se escribió nada.
map-file-many = Línea { $line }: más de { $parties } partes o { $services } servicios. Divide el archivo.
map-file-wide = Tiene más de { $max } columnas.
map-file-several = varios se llaman { $name }: pon la clave que muestra una exportación
map-file-fixed = { $field }: esto queda como se hizo; quítalo del mapa y haz uno nuevo
map-file-no-end = no se nombra a nadie
map-file-end-refused = { $name } no se puede tomar
map-file-its-own = nadie necesita un servicio para sí mismo
map-file-long = más de { $max } caracteres
map-file-character = tiene caracteres que nadie ve
map-file-kind = ni equipo, ni cliente, ni socio, ni proveedor, ni servicio
map-file-span = no es una duración, como 30m, 8h o 5d
map-file-date = no es una fecha, como 2026-12-31
map-file-senseless = aquí no tiene sentido
map-file-hours = Horario
map-file-zone = Zona horaria
map-file-rings = Lugar en los anillos
map-file-layers = Lugar en las capas
map-file-holidays = Festivos
map-file-silence = Cuando queda en silencio
map-file-remark-unknown = Línea { $line }: aquí nadie conoce «{ $name }».
map-file-remark-kind = Línea { $line }: { $name } no dice nada de un mapa.
map-file-remark-owner = Línea { $line }: ningún equipo tiene { $name }.
map-file-remark-provider = Línea { $line }: { $name } no está en el archivo, o ningún equipo lo tiene.
map-file-remark-within = Línea { $line }: { $name } es del mismo equipo.

first-day-title = ¿A quién sirve tu equipo?
first-day-about = A quienes pagan, o a otro equipo que les sirve.
first-day-new = O alguien nuevo que paga
first-day-who = ¿Quién paga?
first-day-what = ¿Con qué?
first-day-help = Ayuda
first-day-later = Ahora no
first-day-done = Esta es la línea de visión de tu equipo.
