# Sightline in English. Plain words, verbs on buttons, no blame. Every key stands in every language file; a test compares them.

## Everywhere
you = You
not-here-yet = not here yet
the-asker = the asker
optional = optional
close = Close
change = Change
save = Save
back = Back
more = More
copy = Copy
copied = Copied
share = Share
later = Later
edit = Edit
show-more = { $count ->
    [one] Show 1 more
   *[other] Show { $count } more
}
as-of = as of { $time }
as-of-never = no contact yet
field-empty = Please write something here.
field-too-long = This is too long: { $max } characters at most.
field-moment-past = This moment has passed. Choose a later one.
field-moment-late = This is too late: until there is an answer, news can be announced until { $time } at most.
field-choose = Please choose one.

## Time
time-tomorrow = tomorrow { $time }
time-yesterday = yesterday { $time }
span-now = under a minute
span-minutes = { $minutes } min
span-hours = { $hours } h
span-hours-minutes = { $hours } h { $minutes } min
span-day-hours = 1 day { $hours } h
span-days = { $days ->
    [one] 1 day
   *[other] { $days } days
}

## States and clocks
state-asked = asked
state-offered = something else offered
state-handed-on = handed on
state-declined = declined
state-accepted = accepted
state-working = being worked on
state-waiting = waiting
state-delivered = delivered
state-confirmed = done
state-reopened = open again
state-withdrawn = withdrawn
state-unknown = can’t tell
clock-silent = silent { $span }
clock-late = late { $span }
clock-own = { $text }, by this device’s clock
clock-reply = reply by { $time }
clock-promised = promised { $time }
clock-news = news at { $time }
clock-waiting = waiting
clock-waiting-until = waiting until { $time }
clock-waiting-on = waits for { $on }
clock-waiting-on-until = waits for { $on } until { $time }
clock-due = needed { $time }
clock-offered = another way offered
clock-offered-for = offered for { $time }
clock-delivered = delivered, did it help?
clock-declined = declined, see where next
clock-done = done { $time }
clock-withdrawn = withdrawn { $time }

## The line of sight
sight-waiting = {" "}· waiting { $span } · { $links ->
    [0] right here
    [one] 1 link away
   *[other] { $links } links away
}
sight-routine = Routine
sight-by-map = {" "}· for { $party } in the end · { $links ->
    [0] right here
    [one] 1 link away
   *[other] { $links } links away
}
sight-nobody = No line of sight
sight-nobody-note = {" "}· the map doesn’t say for whom
sight-more = { $count } more
link-silent = , silent from here
link-late = , late from here
link-done = , done from here

## What to do next
act-accept = Accept and promise
act-accept-short = Accept
act-agree = Agree to the offer
act-refuse = Say no to the offer
act-counter-offer = Offer something else
act-hand-on = Hand on
act-hand-over = Hand over
act-decline = Decline
act-start = Start work
act-wait = Wait for somebody
act-announce = Say when there is news
act-deliver = It’s delivered
act-deliver-short = Answer
act-confirm = It helped
act-confirm-short = Confirm
act-reopen = Open again
act-withdraw = Withdraw
act-comment = Comment
act-answer-wait = Answer what they wait for
act-answer-wait-short = Answer them
act-record = Write down their answer
act-record-do = Write it down
act-note-accept = Write down what they promise
act-note-announce = Write down when they have news
act-note-decline = Write down that they won’t
act-note-group = Write down what they said

## Promises and parties
promise-reply = reply within { $span }
promise-deliver = deliver within { $span }
promise-both = reply within { $reply }, deliver within { $deliver }
party-team = Team
party-customer = Paying customer
party-partner = Partner
party-vendor = Supplier
party-unknown = Of a newer kind

## Acting on a request
when-30m = in 30 min
when-1h = in 1 h
when-2h = in 2 h
when-90d = in 3 months
when-180d = in half a year
when-365d = in a year
when-today = today
when-tomorrow = tomorrow
when-date = another time
when-none = no time
when-date-label = Date and time
when-said = That is { $time }.
behalf-open = Somebody else said so?
behalf-label = On behalf of
behalf-hint = Somebody without the app, for example by phone. It is marked so.
accept-when = When will it be done?
accept-hint = This is what the asker will see as your promise.
offer-when = When could it be done?
offer-what = What do you offer, and why?
offer-do = Offer this
hand-on-to = Who knows?
hand-on-back = They had it before and handed it on. Say what has changed, or ask whoever asked.
hand-on-promise = { $team } has { $span } to answer, until { $time }.
hand-on-no-promise = { $team } promises this asker nothing by the map: without an answer it shows as silent after { $span }.
hand-on-why = Why them?
hand-over-to = Who goes on with it?
hand-over-to-hint = Nobody chosen: it goes back to the team, and shows as silent until somebody accepts it.
hand-over-note = What should they know?
decline-why = Why not?
refuse-about = What was asked stands, and so does what was promised before the offer. { $team } hears of it and has to answer again.
refuse-why = Why it doesn’t help, and what you need
decline-where = Where could they go next?
wait-asker = { $team }, who asked
wait-asker-hint = your delivery clock stops meanwhile
wait-on = Whom or what do you wait for?
wait-on-hint = A team, a person, or anybody in words.
wait-on-words = in words
wait-why = Why?
wait-until = Until when at the latest?
wait-do = Say that it waits
announce-when = When will there be news?
announce-hint = Until then nobody needs to ask.
announce-latest = Until then nobody needs to ask. Nobody has answered yet: until { $time } at most.
announce-note = What can you say already?
announce-do = Announce it
deliver-answer = Your answer
deliver-number = Or a number
deliver-number-first = A number
answer-with = Answer “{ $word }”: { $title }
deliver-number-wrong = A number has digits only, for example 12 or 2.5. Write words into the answer.
deliver-hint = { $team } will be asked whether it helped.
confirm-open-below = { $count ->
    [one] 1 request under this one is still open. It stays open.
   *[other] { $count } requests under this one are still open. They stay open.
}
deliver-open-below = { $count ->
    [one] 1 request under this one isn’t answered yet.
   *[other] { $count } requests under this one aren’t answered yet.
}
confirm-helped = Did this help?
confirm-yes = Yes
confirm-no = No
confirm-unsaid = Can’t say
confirm-thanks = A word of thanks to { $team }
confirm-do = Confirm
below-closed-open = closed with { $count } open
below-confirmed-open = confirmed with { $count } open
confirm-over-open = { $count ->
    [one] Confirm with 1 open
   *[other] Confirm with { $count } open
}
confirm-with-words = Say thanks, or that it didn’t help
reopen-why = What is missing?
withdraw-why = Why isn’t it needed any more?
withdraw-open-below = { $count ->
    [one] 1 request under this one is still open. It goes on, and whoever has it hears of this.
   *[other] { $count } requests under this one are still open. They go on, and whoever has them hears of this.
}
comment-label = Your comment
answer-wait-what = Your answer
answer-wait-hint = { $team } waits for it: with it they go on, and their clock runs again.
done-accept = Promised.
done-hand-on = Handed on.
done-hand-over = { $count ->
    [one] Handed over.
   *[other] { $count } requests handed over.
}
done-deliver = Delivered. The asker confirms.
done-confirm = Done. Thank you.
done-answer-wait = Answered. They go on.
done-other = Noted.

## The shell
skip = Skip to the content
nav-label = Main
nav-now = Now
nav-ask = Ask
nav-find = Find
nav-map = Map
nav-me = Me
nav-silent = {" "}silent
document-title = { $title } · Sightline
open-request = Open request
open-none = Nothing open
open-none-text = Choose a request from the list. With the keyboard: j and k move, Enter opens.
update-ready = A new version is ready.
update-take = Load it now
status-unsaved = { $count ->
    [one] 1 edit not saved
   *[other] { $count } edits not saved
}
status-refused = { $count ->
    [one] 1 edit came back
   *[other] { $count } edits came back
}
status-signed-out = { $count ->
    [0] signed out
    [one] signed out · 1 edit to send
   *[other] signed out · { $count } edits to send
}
status-too-old = { $count ->
    [0] please update
    [one] please update · 1 edit to send
   *[other] please update · { $count } edits to send
}
status-saving = saving…
status-to-send = saved here · { $count } to send
status-progress = copying { $taken } of { $total }
status-catching-up = catching up…
status-sent = all sent · { $time }
status-sent-bare = all sent
status-unfinished = { $taken } of { $total } copied · no contact since { $time }
status-unfinished-bare = { $taken } of { $total } copied · no contact
status-offline = all saved here · no contact since { $time }
status-offline-bare = all saved here · no contact
status-never = all saved here · no contact yet
notice-look = Look at it
notice-refused = One of your edits came back: it could not be taken. It is kept.
notice-full = Not saved: this device’s storage is full.
notice-not-saved = Not saved: this device’s storage can’t be reached.
notice-set-aside = One document could not be read here. It is fetched again.
notice-quarantined = One document stopped the app before. It is left alone, its bytes are kept, and everything else works.
notice-cleared = { $count ->
    [one] The browser cleared this device’s storage. 1 edit that had not been sent is lost.
   *[other] The browser cleared this device’s storage. { $count } edits that had not been sent are lost.
}
notice-new-log = The server was restored from a backup. Everything is compared again; what it lost is given back.
notice-compared = Everything was compared with the server: both have the same again.
notice-only-here = { $count ->
    [one] One document has changes that the server has lost and does not take back. They are kept on this device.
   *[other] { $count } documents have changes that the server has lost and does not take back. They are kept on this device.
}
refused-text = Not done: a text is empty or too long.
refused-missing = Not done: this isn’t on this device yet.
refused-not-now = Not done: somebody was faster, and this step is no longer possible.
refused-out-of-sight = Not done: only two teams may read this request, and yours is neither of them any more.
refused-not-allowed = Not done: that is for others to decide.
refused-unreadable = Not done: this document can’t be read here.
refused-outbox-full = Not done: too much waits to be sent. Find a network first.
refused-too-large = Not done: this request has grown too large.
refused-open-below = Something below it is still open. Look at it again: it can be closed all the same, but not unseen.
refused-circle = It would come to wait for itself: the other one waits for it already.
keys-title = Keyboard
keys-move = Move through the list
keys-open = Open
keys-close = Close
keys-ask = Ask a team
keys-find = Find
keys-now = Go to Now
keys-map = Go to the map
keys-me = Go to Me
keys-pick = Select for several at once
palette-title = Go, find, do
palette-label = A place, a request, or what to do
palette-place = go there
keys-palette = Go, find, do
keys-help = This list

## Joining
join-title = Welcome to Sightline
join-what = Sightline shows who waits for whom, up to the customer who pays. You join with an invite.
join-step-1 = Ask a colleague who uses Sightline. They make an invite under Me.
join-step-2 = Scan their code with this device’s camera, or open the link that they send.
join-step-3 = Say your name, and you are in.
join-paste = Or paste the link here
join-paste-hint = The whole link, as it was sent to you.
join-open = Open the link
join-no-link = This is not an invite. The link contains “join=”.
join-no-relay = Your workspace’s server can’t be reached. Joining needs a network, once. Try again.
join-not-the-relay = Something else answered in place of your workspace’s server, perhaps a hotspot’s login page. Log in there, then try again.
join-expired = This invite has expired. Ask for a new one.
join-used = This invite has been used up. Ask for a new one.
join-unknown = This invite is not known here. Perhaps it was taken back. Ask for a new one.
join-too-many = Too many tries. Wait a minute, then try again.
join-refused = The server said no: { $message }
join-no-keys = This page was not loaded over https, so the browser makes no keys here. Open the https address.
join-in = Join { $place }
join-in-what = Two names, and you are in.
join-name = Your name
join-name-hint = As your colleagues call you.
join-device = This device
join-device-hint = So that you know it in a list. A shared phone is called after its place.
join-team = Your team
join-team-hint = Whose work you see first. You can change it later.
join-team-fixed = You join the team { $team }.
join-team-later = I’ll say later
join-do = Join
setup-title = Set up your workspace
setup-what = You are the first. Name the place, yourself and your team; then invite the others.
setup-workspace = Your organisation
setup-workspace-hint = As everybody calls it.
setup-team = Your team
setup-team-hint = The others can be added on the map.
setup-do = Set it up
device-phone = Phone
device-tablet = Tablet
device-computer = Computer
joined-title = Join
joined-already = You are in already
joined-text = This device has joined its workspace. An invite is for another device.
joined-go = Go to Now
lost-title = Not found
lost-what = There is no such place
lost-text = The address may be from another version, or cut off.
broken-no-storage = Nothing can be kept here
broken-no-storage-text = What you do here is not saved on this device: the browser keeps nothing, perhaps because the window is private. Open Sightline in a normal window.
broken-other-tab = Another tab is older
broken-other-tab-text = Sightline is open in another tab, in an older version. Close that tab, and this one goes on.
broken-newer = A newer version was here
broken-newer-text = The data on this device was written by a newer version. Load the app again to get it.
broken-taken-over = Another tab has taken over
broken-taken-over-text = It runs a newer version, or has started over. Nothing more is saved in this one.
broken-failed = The storage failed
broken-failed-text = The browser’s storage can’t be read. What was sent is safe. Load the app again.
broken-reload = Load again

## Now, and requests in lists
now-title = Now
now-ask = Ask a team
now-customers-wait = { $count ->
    [one] 1 customer waits on us
   *[other] { $count } customers wait on us
}
now-waits-on-us = Waits on us
now-oldest-silence = { $count ->
    [one] 1 silent, shown first
   *[other] { $count } silent, oldest first
}
echo-title = What reached customers
echo-none = Nothing yet
echo-none-text = When the asker confirms what a chain was about, everybody who answered in it reads it here.
echo-fresh = { $count ->
    [one] 1 chain that you or your team answered in reached whoever waited: { $shift }
   *[other] { $count } chains that you or your team answered in reached whoever waited: { $shift }
}
echo-days = The last 30 days: { $shown } of { $count }
echo-shift = { $from } to { $to }
echo-reached-customer = This reached { $who }: { $time }
echo-reached-team = { $who } got what it asked for: { $time }
echo-asked = asked: { $title }
echo-parts = Your part
radar-title = Silences
radar-whose = Whose?
radar-ours = our team
radar-all = everybody
radar-count = { $count ->
    [0] Nobody is silent
    [one] 1 chain with a silent link
   *[other] { $count } chains with a silent link
}
radar-none = Nothing silent
radar-none-text = Whoever has something to answer has answered, or still has time.
radar-part-of = { $count ->
    [one] part of “{ $title }”
   *[other] part of “{ $title }”, { $count } silent links
}
radar-unheard = { $who }: no device heard since { $time }
now-all-answered = nothing silent
now-nothing = Nothing waits on us
now-nothing-text = When a team asks something of yours, it stands here.
now-no-team = Which team is yours?
now-no-team-text = Say so, and what waits on it stands here.
now-we-wait = We wait for
now-ours-to-move = { $total }, { $count ->
    [one] 1 needs our word
   *[other] { $count } need our word
}
now-asker-moves = Waits for who asked
now-begin = A fresh start
now-begin-team = { $team } is ready
now-begin-text = Put the teams on the map and say who serves whom, invite your colleagues, then ask the first question.
now-begin-map = Draw the map
now-begin-invite = Invite people
card-act-of = { $act }: { $title }
card-asked-by = asked by { $who }
card-for = for { $customer }
card-mine = yours
card-hops = { $count ->
    [one] handed on once
   *[other] handed on { $count } times
}
below-some = { $count ->
    [one] its 1 answer isn’t here yet
   *[other] { $answered } of { $count } answers are here
}
below-all = { $count ->
    [one] its answer is here
   *[other] all { $count } answers are here
}
card-see-offer = See the offer
card-disputed = two versions
type-to-find = Type to find

## A request
request-aside = Left alone on this device
request-aside-text = This document stopped the app before. Its bytes are kept, and the next version of the app tries again.
request-missing = Not on this device yet
request-missing-text = It comes as soon as there is contact, unless the link is old or only two teams may read it.
request-private = only the two teams
request-out-of-sight = only the two teams: as it was when it was last sent here
request-ask-under = Ask another team for this
edit-due-not-ours = When it is needed is theirs to say who asked.
edit-customer-above = { $customer } waits above it, and so for this, too, as long as nobody is named here.
edit-due-theirs = When it is needed is theirs to say who asked. Offer them another time instead.
request-edit = Change what is asked
request-copy-link = Copy the link
request-export = Save as a file
request-more = What else?
request-asked = { $who } asked { $whom }, { $time }
request-owner = owner: { $who }
request-had-before = { $who } had it before
request-owner-noted = owner: { $who } (written down by { $by })
request-service = through { $service }
request-service-gone = no longer offered: what was promised stays
request-team-gone = { $team } has left the map: anybody may take it
request-reference = for { $reference }
request-words-of = { $customer }’s words, written down by { $who }
request-chain = The chain
request-happened = What happened
request-history = History, with devices ({ $count })
since = since { $time }
the-customer = The customer
quoted = “{ $words }”
nothing = (nothing)
due-at = needed { $time }
due-from = needed { $time } = { $parent } less { $span } for the work above
field-title = What is asked
field-details = Details
field-words = The customer’s words
field-reference = Order number
field-due = Needed by
field-parent = What waits for it
field-customer = Customer
keep-this = Keep this one
kept-one = Kept.
two-versions = Two versions of “{ $field }”
saved = Saved.
export-failed = The file could not be written.
chain-took = took { $span }
chain-takes = { $span } so far
chain-held = there for { $span }
chain-waited-for = the chain waits for this
chain-circle = closes a circle; shown on its own
chain-parent-missing = belongs under a request that isn’t here: it is still to come, or only two teams may read it
chain-answer = { $title } · { $answer }
moment-asked = asked
moment-asked-by = asked; a reply was promised by { $time }
moment-accepted = took it
moment-accepted-for = took it and promised { $time }
moment-agreed = agreed; { $owner } does it
moment-agreed-for = agreed; { $owner } does it by { $time }
moment-offered = offered something else
moment-offered-for = offered { $time }
moment-handed-on = handed it on to { $team }
moment-handed-over = handed it over to { $owner }
moment-given-back = gave it back to the team
moment-declined = declined
moment-declined-to = declined; { $team } may help
moment-refused = said no to the offer
moment-wait-answered = answered what was waited for
moment-working = began work
moment-waiting = waits for { $on }
moment-waiting-until = waits for { $on } until { $time }
moment-announced = will have news at { $time }
moment-delivered = delivered
moment-confirmed-yes = confirmed: it helped
moment-confirmed-no = closed it: it didn’t help
moment-confirmed = confirmed
moment-over-open = { $what }, with something below still open
moment-reopened = opened it again
moment-reopened-by = opened it again, to be answered until { $time }
moment-withdrawn = withdrew it
moment-said = said
moment-other = did something that this version doesn’t know ({ $name })
moment-behalf = on behalf of { $who }
moment-device = { $device }, { $time }
moment-overruled = { $who } was at it at the same time; theirs counts
moment-late = came after { $who } had confirmed; open it again if it matters
moment-senseless = has no effect

## Asking
ask-title = Ask a team
ask-title-under = Ask another team
split-in-name-of = { $team } asked for it, so its parts are asked in their name, too.
ask-in-name-of = { $team } has that request, so this is asked in their name.
ask-under = for: { $title }
ask-parent-missing = The request that this is for isn’t on this device: it is still to come, or only two teams may read it.
ask-customer-missing = The customer that this is for isn’t on this device: they are still to come.
ask-no-team = Say first which team you are in: the answer goes to your team.
ask-choose-team = Choose my team
ask-whom = Whom do you ask?
ask-no-promise = No answer is promised by any time. Without one it shows as silent after { $span }.
whom-choose = Choose whom you ask.
whom-service = { $team }: { $what }
whom-busy = { $open ->
    [0] nothing waits there
    [one] 1 waits there
   *[other] { $open } wait there
}
whom-busy-silent = { $open ->
    [one] 1 waits there
   *[other] { $open } wait there
}, { $silent } silent
whom-not-on-map = doesn’t serve your team by the map · { $busy }
ask-what = What do you need?
ask-what-example = Which pallet has lot 4471?
ask-more = Details, customer’s words, order number
ask-words-hint = As they said it. The provider hears the customer, not only us.
ask-private = Only the two teams may read it
ask-private-hint = It goes to the devices of your team, of the team that has it and of its owner, and to yours; to no others. Whoever joins one of the two teams gets it, too, and a team that hands it on keeps what it has. Everything else can be read across the workspace, the name of a new customer too.
ask-do = Ask
ask-also = Ask another team, too
ask-another = Another team
ask-not-them = Don’t ask them
ask-max = No more than { $max } teams are asked in one step.
whom-service-gone = “{ $service }” is no longer on the map. This asks the team itself, without a promise.
whom-asked = they asked for what this is a part of
whom-asks = they have the request that this is asked for
whom-own = your own team: take it up, and ask others under it
asked = { $count ->
    [one] Asked.
   *[other] { $count } teams asked.
}
customer-new = Add “{ $name }”
customer-is-new = new
customer-type = Name, number or phone
draft-from = Draft from { $time }
draft-discard = Discard
draft-changed = Changed by others since. By now there stands:
draft-field = { $field }: { $text }
draft-nothing = nothing
draft-otherwise = something else
due-less = How long do you need after their answer?
due-less-hint = Yours is due { $time }.
due-less-nothing = no time
due-unknown = Yours is due { $time }. Nobody knows yet how long the work above takes once their answer is here: no time is proposed.
due-too-tight = Yours is due { $time }, and the work above takes { $span } as a rule: nothing is left for this. Say so early, and choose what is needed.
due-of-a-part = All of it is needed { $time }.
due-with-yours = when yours is due
due-choose = I choose a time
due-when = By when?
due-nothing-left = That leaves no time any more. Take less off, or choose a time.
due-own = another time

## Find, and customers
find-title = Find
find-label = Name, phone, order number, words, link
find-begin = Somebody on the phone?
find-begin-text = Type their name, their order number, or the last digits of the number they call from. You get one sentence to say.
find-count = { $count ->
    [0] nothing found
    [one] 1 found
   *[other] { $count } found
}
find-nothing = Nothing found
find-nothing-yet = Nothing found yet
find-nothing-yet-text = The rest is still being read.
find-nothing-text = Try another spelling, the order number, the last four digits of their phone, or fewer words.
find-requests = Requests
find-parties = Teams and partners
find-answers = Answers and what was said
find-near = Little is spelt just so. What is spelt nearly so stands below it.
find-reading = Still reading: { $read } of { $all }. The rest is found as soon as it is read.
find-said = It was said:
find-wrote = It says:
find-found = found:
answer-nothing-open = Nothing is open.
answer-answered = { $answered ->
    [one] One part is answered.
   *[other] { $answered } parts are answered.
}
answer-all-answered = { $answered ->
    [one] What was asked is answered.
   *[other] All { $answered } parts are answered.
}
answer-to-decide = { $count ->
    [one] One part waits for our own word: another way was offered, or a no.
   *[other] { $count } parts wait for our own word: another way was offered, or a no.
}
answer-silent-no-answer = An answer from { $team } was due by { $time } and has not come yet.
answer-silent-no-news = { $team } announced news for { $time }; they have not come yet.
answer-silent-wait-over = { $team } has been waiting since { $time } and has not said yet how it goes on.
answer-silent-not-promised = { $team } has not answered since { $time }; no time was promised.
answer-silent-no-time = { $team } has had it since { $time } and has not named a time yet.
answer-silent-reopened = It was opened again ({ $time }), and { $team } has not answered yet.
answer-silent-given-back = Since { $time } it is back with the whole team { $team }, and nobody has taken it.
answer-silent-owner-away = Whoever has it at { $team } has been away since { $time }, and nobody else has taken it.
answer-silent-shift-over = The shift of whoever has it at { $team } ended { $time }, and nobody else has taken it.
answer-silent-owner-left = Whoever had it at { $team } has left, and nobody else has taken it.
answer-silent-team-gone = { $team } is no longer on the map, and nobody has taken what it had.
answer-late-promised = { $team } has it; it was promised for { $time } and is late.
answer-late-needed = { $team } has it; it was needed by { $time } and is late.
answer-late-reply = { $team } has it; an answer was due by { $time } and is late.
answer-needs-us = { $team } needs a word from us.
answer-needs-us-why = { $team } needs a word from us: “{ $why }”.
answer-needs = { $team } needs a word from { $from }.
answer-needs-why = { $team } needs a word from { $from }: “{ $why }”.
answer-next = The next word comes from { $team }: { $time }.
answer-no-promise = { $open ->
    [one] It is asked; nobody has promised a time yet.
   *[other] { $open } parts are asked; nobody has promised a time yet.
}
answer-since = waiting { $span }
answer-copy = { $customer }: { $sentence } ({ $fresh })
answer-more-links = { $count ->
    [one] and 1 more
   *[other] and { $count } more
}
customer-title = Customer
customer-said = They said
customer-edit = Change name, number or phone
customer-name = Name
customer-reference = Customer number
customer-phone = Phone
customer-phone-hint = Separate several with commas. They are found by their last digits.
customer-phone-wrong = A phone number has at least { $min } digits.
customer-call = Call { $number }
customer-missing = Not on this device yet
customer-missing-text = It comes as soon as there is contact.
customers-title = Customers
customers-search = Name, number or phone
customers-add = Add a customer
customers-list = All customers
customers-none = Nobody is written down yet
customers-none-text = Add a customer here, or while you ask a team for one.
customers-open = { $count } open
customer-merge = Merge
customer-merge-of = Merge { $name } into another
customer-merge-both = Merge { $name } into { $other }
customer-merge-about = What was asked for { $name } shows under the other customer from then on, on every device. Nothing is deleted: you can separate them again.
customer-merge-into = Which customer is the same?
customer-merged = Merged.
customer-same = the same
customer-same-phone = same phone as { $name }
customer-separate = Separate again
customer-separate-of = Separate { $name } again
customer-separated = Each stands for itself again.
customer-before = Before
customer-closed = { $count } closed

## Customers from a file, requests to a file
import-title = Import customers
import-about = A CSV file with a name and perhaps a customer number and a phone in each line. You see what would happen before anything is written; no network is needed.
import-choose = Choose a file
import-paste = Or paste the lines
import-paste-hint = From a spreadsheet, with or without the names of the columns.
import-look = Show what would happen
import-empty = There is nothing in it.
import-too-large = It is larger than { $max }. Split it into several files.
import-too-long = It has more than { $max } lines. Split it into several files.
import-too-wide = It has more than { $max } columns. Keep those with name, number and phone.
import-not-text = Line { $line } is not UTF-8 text. Save the file again as “CSV UTF-8”, then choose it anew.
import-unread = The browser couldn’t read this file. Choose it anew, or paste its lines.
import-words-name = name, customer
import-words-number = customer number, number
import-words-phone = phone, mobile
import-column = Column { $number }: { $cell }
import-no-column = None
import-name = The name stands in
import-number = The customer number stands in
import-phone = The phone stands in
import-named = The first line names the columns
import-other = Another file
import-looking = Looking at every line …
import-dry-run = What would happen
import-line = Line
import-what = Becomes
import-new = new
import-new-like = new; somebody of this name is here already
import-new-phone = new; { $name } has this phone
import-known = here already
import-gains = here already; gets the phone
import-renamed = here as { $name }
import-renamed-phone = here as { $name }, with the phone { $number }
import-namesake = several of this name are here, none with this phone
import-other-phone = here with the phone { $number }
import-take = Take the name of the file
import-take-both = Take name and phone of the file
import-somebody-else = Somebody else: write them down
import-take-phone = Take the phone of the file
import-no-name = no name
import-long-name = the name has more than { $max } characters
import-long-number = the number has more than { $max } characters
import-long-phone = the phone has more than { $max } characters
import-several-lines = goes over several lines: a quotation mark may be open
import-cells = { $has ->
    [one] 1 cell where the first line has { $wants }
   *[other] { $has } cells where the first line has { $wants }
}
import-twice = stands on line { $line } already
import-count-new = { $count } new
import-count-gains = { $count } get a phone
import-count-known = { $count } here already
import-count-renamed = { $count } to decide
import-count-told = { $count } can’t be taken
import-nothing = Nothing to write down.
import-do = { $count ->
    [one] Write down 1 customer
   *[other] Write down { $count } customers
}
import-under-way = { $done } of { $all } written down
import-under-way-text = Each is kept on this device at once. If you stop here, import the same file again: it goes on with what is left.
import-unsaved = This device can’t store more just now; the rest of the file is not written down. Make room, then import the same file again.
import-done = { $count ->
    [one] 1 customer written down.
   *[other] { $count } customers written down.
}
csv-save = Save as CSV
csv-save-all = All requests as CSV
csv-saved = { $count ->
    [one] 1 request saved. What a spreadsheet could take for a formula has an apostrophe before it.
   *[other] { $count } requests saved. What a spreadsheet could take for a formula has an apostrophe before it.
}
csv-id = Id
csv-asker = Asked by
csv-provider = Asked of
csv-owner = Owner
csv-state = State
csv-asked = Asked at
csv-answered = Answered at
csv-promised = Promised for
csv-ended = Delivered or closed at
csv-hops = Handed on
csv-parent = Blocks
csv-customer-phone = Customer’s phone
csv-waits-for = Waits for
csv-waits-why = Why it waits
csv-needed-by = Needed by
csv-reply-by = Answer promised for
csv-last-words = Answer or reason
csv-helped = Helped
csv-helped-yes = yes
csv-helped-no = no

when-promise = as the map promises
accept-promise = { $team } promises delivery within { $span } by the map: { $time } in its working hours.
chain-worked = { $span } of working time
promise-moved = moved to { $time }: the clock stood still for { $span } while it waited on the asker
due-why = Where this time comes from
due-as-usual = as usual: { $span }
due-takes-chosen = Whoever asked chose how much the work above takes.
due-takes-promise = That is what the team above promises on the map, in its working time. It has not answered often enough yet to go by what it takes.
due-takes-observed = In four of five cases the team above took no longer than that, in its working time, after the last answer that it waited for: { $count } cases, as of { $time }.
risk-tag = at risk for { $time }
risk-soon = Needed or promised { $due }, and as things are it would be there { $ends }.
risk-below = “{ $title }” at { $team } makes it so.
risk-offer = { $team } offers another time for “{ $title }”.
risk-takes-observed = { $team } takes up to { $span } after that, in its working time: in four of five of { $count } cases, as of { $time }.
risk-takes-promise = { $team } promises { $span } on the map, in its working time.
risk-offer-up = Offer { $ends } to { $asker }
risk-reason = “{ $title }” comes later than thought.
work-title = Working hours
work-of = When { $team } works
work-change = Change hours
work-always = At all hours
work-hours = Hours of the week
work-hours-hint = For example: mo-fr 08:00-17:00; sa 09:00-12:00. Over midnight: 22:00-06:00. Nothing means at all hours. Promises count in these hours.
work-zone = Time zone
work-open-always = Open at all hours.
work-open-until = Open now, until { $time }.
work-open-then = Open now until { $time }, then from { $opens }.
work-closed-until = Closed until { $time }.
work-closed = Closed.
work-closed-on = Closed on { $days }
work-wrong-day = “{ $text }” is no day. Write mo, tu, we, th, fr, sa or su.
work-wrong-time = “{ $text }” is no time from and to. Write it like 08:00-17:00.
work-wrong-no-time = “{ $text }” has no times. Write the hours after the days, like mo-fr 08:00-17:00.
work-wrong-many = That is more than fits: six times a day at most, and 200 characters in all.
work-holidays = Holidays
work-holiday-date = Date
work-holiday-name = Name of the holiday
work-holiday-add = Add this day
work-holiday-remove = Remove { $day }
work-remove = Remove
work-no-holiday = no holiday

## The map
map-title = Map
map-list-title = Map as a list
map-as-list = List
map-as-picture = Picture
map-empty = An empty map
map-empty-text = Add the teams and those who pay, then say who serves whom.
map-begin = Begin
map-picture-label = Teams in rings by their distance from the paying customer. The list shows the same.
map-picture-label-layers = Teams in layers: paying customers at the top, everybody below whom they serve. The list shows the same.
map-look = How it is drawn
map-find = Find a party
map-style = As
map-rings = Rings around who pays
map-layers = Layers
map-hops = Who is drawn
map-everybody = Everybody
map-links = { $links ->
    [one] Neighbours
   *[other] And theirs
}
map-rolled = Teams are drawn
map-each = One by one
map-by-site = By site
map-by-department = By department
map-groups = Sites and departments
map-group-serves = Serves { $whom }.
map-group-services = { $name } ({ $count ->
    [one] 1 service
   *[other] { $count } services
})
map-arrange = Arrange
map-arrange-how = Drag a box, or go to it with Tab and the arrow keys, press Enter, and shift it with the arrow keys: Enter leaves it there for everybody, Escape puts it back. Delete lets it find its place.
map-picked = { $party } is picked up: shift it with the arrow keys. Enter leaves it there for everybody, Escape puts it back.
map-arranged = Done
map-placed = It stays there, for everybody.
map-free = Let { $party } find its place
map-freed = It finds its own place again.
map-copy-link = Copy the link
map-print = Print
map-png = Save as PNG
map-svg = Save as SVG
map-png-failed = This browser can't make a picture of that size. Save it as SVG instead.
map-file-title = Who serves whom · { $date } · { $freshness }
map-closer = Closer
map-farther = Farther away
map-all = Show all
map-legend-late = silent or late
map-legend-wait = a promise runs
map-legend-done = promises kept
map-legend-calm = calm
map-distance = { $links ->
    [0] pays
    [one] 1 link from the customer
   *[other] { $links } links from the customer
}
map-no-path = No line of sight: it serves nobody who leads to a paying customer.
map-no-path-short = no line of sight
map-path = {" "}· { $links ->
    [one] 1 link away
   *[other] { $links } links away
}
map-ask = Ask
map-serves = Serves
map-served-by = Served by
map-add-serves = Add whom it serves
map-add-served-by = Add who serves it
map-has = Waits on it
map-asked = It waits for
map-all-of-them = Find all { $number }
map-people = People
map-serves-whom = { $provider } serves { $served }
map-edit-service = Change { $service }
map-edit-party = Change { $party }
map-parties = Parties
map-services = Services and promises
map-mine = your team
map-retired = Taken off the map ({ $count })
map-bring-back = Bring back
map-retire = Take off the map
map-retired-now = Taken off. It stays in old requests.
map-add-party = Add a party
map-change-party = Change a party
map-add-service = Add a service
map-change-service = Change a service
map-put = Put it on the map
map-gaps = Worth a look
map-no-gaps = Everybody has a line of sight to a paying customer. Choose a party to see more.
gap-no-path = { $team } has no line of sight
gap-whom = Whom does it serve?
gap-never-asked = { $served } never asked { $provider } for { $service }
gap-not-on-map = { $count ->
    [one] { $asker } asked { $provider } once, and the map doesn’t show it
   *[other] { $asker } asked { $provider } { $count } times, and the map doesn’t show it
}
gap-put = Put it on the map
gap-same-name = { $count } parties are called “{ $name }”. Say where each is, or merge them.
gap-no-customer = Nobody on the map pays. Without a paying customer nobody has a line of sight.
gap-add-customer = Add who pays
party-what = What is it?
party-name = Name
party-note = Good to know
party-note-hint = How to work with them.
party-site = Site
party-serves = serves { $served }
party-twin = another has the same name
party-department = Department
party-place = Place in the picture
party-merge = Merge into another
party-merge-about = What { $name } has and asked counts as the other’s from then on, on every device; old requests still say the old name. Nothing is deleted: you can split them again.
party-merge-moves = With it go { $what }.
party-moves-nothing = Nothing goes with it.
party-moves-open = { $count ->
    [one] 1 open request
   *[other] { $count } open requests
}
party-moves-people = { $count ->
    [one] 1 person
   *[other] { $count } people
}
party-moves-services = { $count ->
    [one] 1 service
   *[other] { $count } services
}
party-moves-tasks = { $count ->
    [one] 1 piece of routine work
   *[other] { $count } pieces of routine work
}
party-merge-into = Which one does it become part of?
party-merge-do = Merge
party-merged = Merged.
party-merged-here = { $name } was merged into it
party-separate = Split again
party-separate-of = Split { $name } again
party-separated = Each stands for itself again.
party-retire-about = Taken off the map, { $count ->
    [one] its open request stays visible and anybody may take it.
   *[other] its { $count } open requests stay visible and anybody may take them.
} If another team goes on with its work, merge it instead.
promise-none = no promise
promise-reconfirm = time to look at it again
flow-silent = { $count } silent
flow-late = { $count } late
flow-open = { $count } open
flow-never = never asked
flow-calm = nothing open
flow-kept = { $kept } of { $promised } replies in time
flow-kept-few = { $kept } of { $promised } replies in time, few to judge by
flow-quiet = nobody asked since { $time }
observed-line = { $what }: { $text }
observed-reply = Replies
observed-delivery = Deliveries
observed-took = half within { $median }, nine in ten within { $most }
observed-kept = { $kept } of { $promised } as promised
observed-cases = { $count ->
    [one] 1 case
   *[other] { $number } cases
}
observed-few = { $count ->
    [one] 1 case, little to judge by
   *[other] { $count } cases, few to judge by
}
observed-as-of = Observed in the half year until { $time }, in working time.
trend-better = faster than in the half year before
trend-same = as in the half year before
trend-worse = slower than in the half year before
promise-agreed = Agreed by both ends on { $time }.
promise-holds = It still holds
promise-holds-now = Noted: it still holds. Both ends look at it again in half a year.
promises-waiting = Promises to settle
propose = Propose another promise
propose-for = Propose another promise for { $service }
propose-title = Propose another promise
propose-about = The other end accepts it or says why not. Until then the promise that stands holds.
propose-why = Why?
propose-send = Propose it
proposed = Proposed. The other end has to say something to it.
proposal-by = { $who } proposes
proposed-until = to be looked at again { $time }
proposal-accept = Accept
proposal-accepted = Agreed. This is the promise from now on.
proposal-decline = Decline
proposal-declined = { $who } declined: { $words }
proposal-withdraw = Take it back
proposal-gone = Taken back.
decline-title = Say why not
proposal-why-not = Why not?
service-negotiated = Both ends are teams: a promise is changed by proposing another one.
away-title = Days away
away-say = Say when nobody is here
away-back = Not away
away-gone = Taken back.
away-of = When { $team } is away
away-about = Those who ask are told, with who stands in. Promises that are given from now on leave these days out, like holidays.
away-from = First day
away-until = Last day
away-who = Who stands in?
away-words = Why
away-order = This comes before the first day.
away-long = At most { $max } days. Take the team off the map if it is gone for longer.
away-now = away until { $until }
away-soon = away from { $from } until { $until }
away-days = Away from { $from } until { $until }
away-team = { $team } is { $text }
away-stands-in = { $team } stands in
away-ask = Ask { $team }
what-if-title = If this team is away
what-if-reads = Looking at what hangs on it …
what-if-stands = { $has ->
    [0] It has no open requests.
    [one] 1 open request stands still
   *[other] { $has } open requests stand still
}
what-if-chains = in { $count } chains
what-if-above = { $count ->
    [one] 1 above them waits
   *[other] { $count } above them wait
}
what-if-customers = Customers who wait
what-if-depend = Its work leads to
what-if-cut-off = Without a line of sight then
what-if-substitutes = Who has helped out
what-if-nobody = Nobody has, in the last year.
what-if-delivered = { $count ->
    [one] delivered 1 of its requests
   *[other] delivered { $count } of its requests
}
what-if-got = { $count ->
    [one] was handed 1
   *[other] was handed { $count }
}
single-points = { $count ->
    [one] 1 team on which others hang
   *[other] { $count } teams on which others hang
}
single-points-about = Without such a team others have no line of sight to a paying customer.
single-point = { $count ->
    [one] cuts off 1
   *[other] cuts off { $count }
}
learned-look = Learn from the work
learned-read = From { $requests } requests of the last year, which were handed on { $hops } times.
learned-nothing = Nothing that happened often enough to say.
learned-services = Asked again and again, and not on the map
learned-direct = Asked by a detour
learned-loops = Back and forth
learned-hops = Where requests wait before they go on
learned-proposed = Proposed: { $what }
learned-put-away = Put away
learned-gone = Put away, for everybody.
learned-direct-line = { $count } of { $of } requests of { $asker } to { $first } ended with { $last }
learned-loop = { $count ->
    [one] 1 request went from { $team } to { $by } and back
   *[other] { $count } requests went from { $team } to { $by } and back
}
learned-hop = At { $team }, before they go to { $to }
learned-hop-waits = half of { $count } wait { $span } or longer
learned-reads = Reading the work of the last year …
service-provider = Who provides?
service-served = Whom do they serve?
service-name = What is provided?
service-name-hint = As those who are served would say it.
service-reply = Reply within
service-deliver = Deliver within
service-questions = What must the asker say?
service-questions-hint = One question a line. Answers to choose from stand in brackets: Urgent? (yes / no). A line that begins with a dash and an answer is asked only after it: - yes: Until when? A star at the end makes an answer needed: Which lot? *
questions-none-above = “{ $line }”: no question above it has answers to choose from.
questions-no-such-answer = “{ $line }”: the question above has no such answer.
questions-no-question = “{ $line }”: what is asked after this answer?
questions-bad-answers = “{ $line }”: each answer must say something, and only once.
service-contact = Who to call when it can’t wait?
# Words that a question has which isn’t answered with yes or no, without accents; and of these the ones that ask for a number.
question-words = who, whom, whose, what, which, where, when, why, how, or
question-number-words = how many, how much
question-no-answer = no answer
question-needed = They need this to begin. Where nobody knows, say so.
service-call = if it can’t wait: { $who }
service-itself = Nobody serves themselves on the map: choose somebody else.
service-contact-hint = A name and a number, or a room.
service-hours = When is it given?
service-hours-hint = Only where it isn’t the team’s hours: mo-fr 06:00-22:00, or mo-su 00:00-24:00 for day and night.
service-given = given { $hours }
service-as-team = whenever the team works
service-reconfirm = Look at it again
span-wrong = A whole number from 1 to 9999, please.
span-unit = { $label }: unit
unit-minutes = minutes
unit-hours = hours
unit-days = days

## Me
me-title = Me
me-who = Who I am
looks-title = Language and looks
looks-language = Language
looks-theme = Theme
theme-system = as the system
theme-light = light
theme-dark = dark
theme-outdoor = outdoor
about-title = About
about-what = Sightline shows who waits for whom, up to the customer who pays. Every edit is kept on this device first, then sent.
about-version = Version { $version }
about-licence = Open source: MIT or Apache-2.0. Icons: Lucide, ISC.
about-keys = Keyboard shortcuts:
people-title = People and devices
people-offline = When each device was last heard can’t be said without a network.
people-nobody = Nobody yet
people-nobody-text = Those who join stand here.
people-no-team = In no team
people-device-seen = { $device }, heard { $time }
device-revoke = Lock out
device-revoke-label = Lock out { $device }
device-revoked = locked out { $time }
device-revoked-now = Locked out. It can’t come in again without a new invite.
device-sure = It can’t read or send anything any more, at once and for good. What it has sent stays. Edits that it hasn’t sent can only be saved as a file, on the device itself. To come back it needs a new invite.
device-last = { $count ->
    [0] It is their last device here. They own nothing.
    [one] It is their last device here. They own 1 request or task.
   *[other] It is their last device here. They own { $count } requests and tasks.
}
device-left-too = They have left, too
device-left-too-hint = What they own goes back to their teams.
device-left-now = Locked out. What they own is their teams’ to take.
device-keep = Leave it
people-admin = admin
people-owns = { $count ->
    [one] owns 1 request
   *[other] owns { $count } requests
}
invites-title = Invites
invites-not-yours = Admins invite people
invites-not-yours-text = Ask an admin for an invite. With a network, People and devices says who they are.
invite-team = For which team?
invite-days = For how long?
invite-uses-label = For how many devices?
invite-uses = { $count ->
    [one] 1 device
   *[other] { $count } devices
}
invite-make = Make an invite
invite-made = The invite
invite-once = Shown this once. Let them scan it, or send the link.
invite-qr = The invite as a QR code
invite-done = Done
invite-share-title = Join Sightline
invite-open = Open invites
invite-any-team = Any team
invite-line = { $uses ->
    [one] 1 device left
   *[other] { $uses } devices left
}, until { $time }
invite-revoke = Take back
invite-revoked = Taken back.
hand-over-title = Hand over my work
hand-over-about = Everything that you own. What the asker was promised stays; somebody else goes on.
hand-over-none = You own nothing
hand-over-none-text = What you accept stands here, to be handed over when you go home.
hand-over-choose = Choose at least one.
hand-over-do = { $count ->
    [one] Hand over 1 request
   *[other] Hand over { $count } requests
}
hand-over-tasks = Routine work
hand-over-tasks-about = A task goes as it is, with its own note and its day.
hand-over-do-tasks = { $tasks ->
    [one] Hand over 1 task
   *[other] Hand over { $tasks } tasks
}
hand-over-do-both = { $count ->
    [one] Hand over 1 request
   *[other] Hand over { $count } requests
} { $tasks ->
    [one] and 1 task
   *[other] and { $tasks } tasks
}
hand-over-done-tasks = { $tasks ->
    [one] 1 task handed over.
   *[other] { $tasks } tasks handed over.
}
hand-over-done-both = { $count ->
    [one] 1 request
   *[other] { $count } requests
} { $tasks ->
    [one] and 1 task handed over.
   *[other] and { $tasks } tasks handed over.
}
refused-title = Edits that came back
refused-none = None came back
refused-none-text = Everything that you did was taken.
refused-what = { $kind }: { $name }
refused-meant = { $what }: { $text }
refused-open = Open
refused-again = Do it again
refused-done-again = Done again. It is sent as something new.
refused-dismiss = Let it go
kind-request = Request
kind-party = Party
kind-service = Service
kind-person = Person
kind-customer = Customer
kind-settings = Workspace
kind-task = Routine work
kind-other = Document
why-not-allowed = Not taken: you may not do this here, or no longer.
why-too-large = Not taken: it has grown too large.
why-busy = Not taken: too much at once. Do it again later.
why-identity = Not taken: this device’s identity didn’t match. Load the app again.
why-no-sense = Not taken: it would no longer have made sense.
why-broken = Not taken: it arrived broken.
why-other = Not taken, for a reason that this version doesn’t know ({ $number }).
out-title = This device is signed out
out-kept = The server no longer lets this device in. { $count ->
    [0] All that you did was sent before.
    [one] Nothing is lost: 1 edit is kept here and was never sent.
   *[other] Nothing is lost: { $count } edits are kept here and were never sent.
}
out-how = Try again first. If that doesn’t help, ask a colleague for a new invite and open it here: this device may come back with all that it has.
out-back = Come back with this link
out-back-text = With the link that you opened this device may come back as who it was. Everything here stays, and what waits is sent.
out-unknown = This server can’t take this device back. Save a copy as a file, then start over with the link.
out-try = Try again
out-start-over = Start over
out-sure = This takes the workspace off this device, so that it can join anew. { $count ->
    [0] All that you did was sent before.
    [one] 1 edit that was never sent goes with it, unless you saved a copy.
   *[other] { $count } edits that were never sent go with it, unless you saved a copy.
}
out-keep = Keep it
out-sure-do = Take it off
storage-title = On this device
storage-contact = Last contact
storage-to-send = Waiting to be sent
storage-used = Used
storage-used-of = { $used } of { $quota }
storage-safe = Kept
storage-persisted = for good; the browser won’t clear it
storage-not-persisted = unless the browser needs the space
storage-unsaid = the browser doesn’t say
storage-keep = Closed requests kept here
storage-keep-hint = Lists and search always show all of them. One that isn’t kept comes when you open it with a network.
storage-keep-all = All
storage-keep-days = The last { $days } days
storage-ask = Keep it for good
storage-agreed = The browser agreed.
storage-declined = The browser didn’t agree. Installing the app helps.
storage-export = Save a copy as a file
storage-install = Install the app
storage-try = Try the network now

## Notices
notices-title = Notices
notices-none = Nothing to hear of
notices-none-text = Turns of what you asked or own, what others did at the same time, and silences that you are told of stand here.
notices-new = New
notices-before = Seen before
notices-all-seen = Mark all as seen
notices-fresh = { $count ->
    [one] 1 notice: { $first }
   *[other] { $count } notices, the latest: { $first }
}
notice-turned = { $who }: { $state }
notice-task-yours = { $who } gave you this routine work
notice-yours = It is yours now, from { $who }
notice-returned = { $who } gave it back to the team
notice-answered-below = { $count ->
    [one] The answer that it waited for is here, from { $who }: you can go on
   *[other] The last of { $count } answers that it waited for is here, from { $who }: you can go on
}
notice-closed-above = { $who } closed what waited for it: { $state }. Is it still needed?
notice-offer-refused = { $who } said no to the offer: what was asked still waits for an answer
notice-wait-answered = { $who } answered what was waited for
notice-taken = No longer yours: { $who } did this: “{ $what }”
notice-lost = Your “{ $mine }” has no effect: { $who } was at it at the same time, and “{ $theirs }” counts
notice-late = Your “{ $mine }” came after { $who } had confirmed; open it again if it matters
notice-silent = Silent: { $told }
nav-notices = {" "}notices
silent-no-answer = no answer, due { $time }
silent-no-news = announced news did not come, { $time }
silent-wait-over = waiting since { $time }, no word how it goes on
silent-not-promised = no answer since { $time }, none was promised
silent-no-time = taken { $time }, no time named
silent-reopened = opened again { $time }, no answer
silent-given-back = given back to the team { $time }
silent-owner-away = its owner is away since { $time }
silent-shift-over = its owner’s shift ended { $time }
silent-owner-left = its owner has left
silent-team-gone = its team is no longer on the map
escalation-told = step { $step } of { $of }: { $whom } told at { $time }
escalation-next = { $whom } will be told at { $time }
tells-owner = the owner
tells-team = the whole team
tells-above = the asker and those above
steps-title = When something stays silent
steps-hint = After so long without a word somebody more is told. A step without a time is taken at once. Without steps: the owner after 15 min, the whole team after 1 h, the asker and those above after 2 h.
steps-after = Step { $number }: after
steps-whom = Step { $number }: who is told
steps-add = Add a step
steps-remove = Remove step { $number }
steps-wrong = Each step later than the one before, 30 days at most.
steps-usual = As usual: the owner after 15 min, the whole team after 1 h, the asker and those above after 2 h
steps-one = after { $span }: { $whom }

## The same request twice
state-merged = merged
clock-merged = the same as another, since { $time }
act-merge = It’s the same as another
merge-about = The other one goes on; this one is closed and shows what becomes of it. Opening it again takes that back.
merge-which = Which one goes on?
merge-which-hint = What is open for the same customer stands first.
merge-why = Why?
merge-open-below = { $count ->
    [one] 1 request below it is still open. It goes on, for those who have it.
   *[other] { $count } requests below it are still open. They go on, for those who have them.
}
done-merge = It follows the other one now.
hang-title = It waits for another request
hang-free = Take it out of its chain
hang-about = The other one then stands under this one, with its clock and whoever has it; this one shows what it waits for.
hang-which = Which open request does it wait for?
hang-which-hint = Open requests that stand by themselves; those of the same customer first. What another chain waits for already can’t be moved.
hang-do = Let it wait for that
done-hang = Now it stands under this one
done-free = It stands by itself again
moment-merged = said that it is the same as “{ $request }”
same-as = The same as this one, which goes on:
same-in-circle = Two people merged these into each other at the same time. So that somebody goes on, this one counts as open: open it again.
same-duplicates = Also asked as

## Following and naming
request-follow = Follow
request-unfollow = Stop following
done-follow = You hear of its turns.
done-unfollow = You don’t hear of it any more.
request-followers = followed by { $names }
moment-reworded = changed: { $what }
moment-reworded-to = { $before } → { $after }
moment-follows = follows it
moment-unfollows = follows it no longer
notice-mentioned = { $who } named you
notice-reworded = { $who } changed: { $what }
notice-said = { $who } said something of it
notice-news = { $who } will have news { $time }
comment-names = Whom do you mean?

## Routine work

tasks-title = Routine work
tasks-add = Add routine work
tasks-none = No routine work yet
tasks-none-text = What your team does by itself, once or again and again: rounds, checks, cleaning. It stands below what customers wait for.
tasks-no-team-text = Routine work belongs to a team.
tasks-nothing-due = Nothing is due.
tasks-due = Due
tasks-aside = Set aside
tasks-coming = To come
tasks-done = Done in the last hours
tasks-over = Over
tasks-for = What can wait while you work on “{ $request }”? Set it aside here.
tasks-door-none = Nothing is due
tasks-door-due = { $count ->
    [one] 1 is due
   *[other] { $count } are due
}
tasks-door-late = { $count ->
    [one] 1 is due, late
   *[other] { $count } are due, { $late } of them late
}
tasks-door-aside = { $count } set aside
task-title = What is to be done?
task-start = First day
task-every = Does it come again?
task-owner-gone = { $presence }: whoever is here does it
task-critical = Safety
task-critical-label = Somebody may get hurt if it isn’t done
task-critical-hint = Set aside, it still shows as due.
task-owner = Who does it?
task-owner-hint = Nobody chosen: whoever of the team is there.
task-note = How is it done?
task-others = Two people changed it at the same time. Saving keeps what stands in the form, in place of:
task-end = Nobody does this any more
task-begin-again = Do this again
task-late = { $count ->
    [one] late since yesterday
   *[other] late by { $count } days
}
task-due-today = due today
task-due-on = due { $day }
task-due-though-aside = due: set aside, but it’s for safety
task-aside-to = set aside, due { $day }
task-over = over
task-do = Done
task-do-of = Done: { $task }
task-done-now = Done.
task-done-by = done by { $who }, { $time }
task-put-off = Set aside
task-put-off-of = Set aside: { $task }
task-put-off-about = It isn’t late before its new day. Everybody sees what it was set aside for.
task-put-off-critical = It is for safety: it goes on showing as due, but everybody sees what it was set aside for.
task-put-off-for = For which request?
task-put-off-needs = Choose the request that is more important.
task-put-off-to = When is it done instead?
task-put-off-day = Day
task-put-off-later = Choose a day after { $day }.
task-put-off-why = What else is there to say?
task-put-off-now = Set aside.
task-put-off-here = Set routine work aside for it
task-aside-for = for
task-aside-by = set aside by { $who }, { $time }
task-aside-closed = that request is closed: nothing keeps it back
task-aside-here = Set aside for it
task-change-of = Change: { $task }
task-take-back = Take back
task-take-back-of = Take back: { $task }
task-not-done = It wasn’t done after all
task-taken-back = Taken back.
every-once = No, once
every-workday = Monday to Friday
every-days = { $count ->
    [one] every day
   *[other] every { $count } days
}
every-weeks = { $count ->
    [one] every week
   *[other] every { $count } weeks
}
every-months = { $count ->
    [one] every month
   *[other] every { $count } months
}
every-years = { $count ->
    [one] every year
   *[other] every { $count } years
}
day-today = today
day-tomorrow = tomorrow
day-yesterday = yesterday

## Customers' voices

voices-title = Voices
voice-title = Voice
voice-add = Write down what a customer said
voices-none = Nobody said anything yet
voices-none-text = What customers say and need, heard by anybody: it gets an answer, adopted or declined and why.
voices-open = To be answered
voices-answered = Answered
voices-count = { $open } to be answered, { $silent } of them silent · { $adopted } adopted · { $declined } declined
voices-withdrawn = { $count } withdrawn
voices-merged = { $count } the same as another
voices-of-request = What customers said of it
voice-tags = What it is about
voice-tag-add = What is it about?
voice-tag-type = Type a word
voice-tag-new = Add “{ $tag }”
voice-tag-away = Take away: { $tag }
voice-tags-max = { $max } are enough.
voice-about = It speaks of “{ $request }”.
voice-speaks-of = It speaks of:
voice-link = Link a voice
voice-link-request = Link a request
voice-link-which = Which request does it speak of?
voice-link-which-hint = What is open for the same customer stands first.
voice-link-voice = Which voice speaks of it?
voice-link-voice-hint = What the same customer said stands first.
voice-link-do = Link them
voice-linked = Linked.
voice-unlink = Unlink { $name }
voice-unlinked = No longer linked.
voice-links-max = A voice speaks of { $max } requests at most. Unlink one first.
voice-words = What did they say?
voice-words-hint = In their own words.
voice-channel = How did you hear it?
voice-answers = Who answers it?
voice-do = Keep it
voice-kept = Kept. It waits for an answer.
voice-adopted = adopted
voice-declined = declined
voice-open = to be answered
voice-withdrawn = withdrawn
voice-merged = the same as another
voice-adopt-what = What becomes of it?
voice-adopt-hint = The customer will be told.
act-adopt = Adopt it
act-told = The customer knows
act-voice-close = Close it
act-told-short = They know
channel-call = On the phone
channel-visit = Face to face
channel-mail = By mail
channel-chat = In a chat
channel-public = In public
channel-other = Otherwise

## Several at once, and taking back
many-start = Select several
many-pick = Select: { $title }
many-picked = { $count ->
    [one] 1 selected
   *[other] { $count } selected
}
many-all = All shown
many-end = Stop selecting
many-can = { $count ->
    [0] It can’t be done to any of them.
    [one] It will be done to 1 request.
   *[other] It will be done to { $count } requests.
}
many-cannot = { $count ->
    [one] To 1 it can’t be done:
   *[other] To { $count } it can’t be done:
}
many-stands = not while it is { $state }
many-mine = you have it already
many-not-mine = somebody else has it, who is here
many-not-mine-news = somebody else has it: news of it are theirs to announce
many-open-below = something below it is open: look at it first
many-voice = what a customer said is closed one by one, with a word why
many-gone = not here any more, or too many at once
many-done = { $count ->
    [one] Done to 1 request.
   *[other] Done to { $count } requests.
}
left-title = Not here, and still theirs
left-hand-over = { $count ->
    [one] 1 request of { $who }: hand over
   *[other] { $count } requests of { $who }: hand over
}
undo-do = Undo
undo-done = Taken back.
undo-words = Taken back.
undo-some = { $count ->
    [one] The rest is taken back. This stays, because somebody has gone on with it or nothing takes it back: { $names }.
   *[other] The rest is taken back. These stay, because somebody has gone on with them or nothing takes them back: { $names }.
}
undo-built-on = Somebody has gone on from there. It can’t be taken back any more.
last-title = My last action
last-undo = Take it back
last-stays = This can’t be taken back: what was said stays.
last-something = Something was said or changed.

## Filters, and what was answered before
filter-title = Filter
filter-any = any
filter-state = Where it stands
filter-open = open
filter-unanswered = nobody has it
filter-underway = somebody has it
filter-with-asker = the asker has to say
filter-closed = closed
filter-clock = Its clock
filter-silent = silent
filter-late = silent or late
filter-age = Asked at least so long ago
filter-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
filter-mine = Asked by me, or mine
filter-team = Team that has it or asked
filter-owner = Owner
filter-customer = Customer
filter-keep = Keep this filter
filter-clear = No filter
filter-name = What do you call it?
filter-name-hint = It is on all your devices. You can keep { $max }.
filter-kept = Filter kept.
filter-gone = Filter gone.
filter-let-go = Let go of { $name }
filter-mine-kept = My filters
filter-nothing-text = Nothing is like that. Take something out of the filter.
before-title = Answered before
before-take = This answers it
before-taken = Nothing was asked.

## Who is here
duty-title = Am I here?
duty-unsaid = You said nothing of it today. Those who ask can’t know.
duty-here = I am here until…
duty-away = I am away…
duty-away-about = What you own shows as silent from then on, so that your team takes it. Handing it over tells them more.
shift-ends = Your shift ends at { $time }: { $owned }.
shift-ended = Your shift ended { $time }: { $owned }.
shift-requests = { $count ->
    [one] 1 request is yours
   *[other] { $count } requests are yours
}
shift-both = { $requests }, and { $tasks }
shift-tasks = { $count ->
    [one] 1 task is yours
   *[other] { $count } tasks are yours
}
shift-hand-over = Hand over
shift-stay = I stay until…
duty-from = From when?
duty-from-now = From now on
duty-instead-of = This takes the place of: { $absence }.
duty-until-before = It would be over before it begins.
duty-not-away = I won’t be away
duty-until = Until when?
duty-words = Why, or who stands in?
duty-words-hint = Everybody reads it.
duty-take-back = Take it back
duty-some = { $count } here until { $time }
duty-nobody = nobody said that they are here
duty-all-away = all are away
presence-here = here until { $time }
presence-away = away
presence-away-until = away until { $time }
presence-planned = away from { $from }
presence-planned-until = away from { $from } until { $time }
presence-shift-over = shift ended { $time }
presence-left = no longer here
card-owner-gone = owner: { $presence }
people-has-left = Has left
people-is-back = Is back
people-about = { $what }: { $who }

## Splitting
split-title = Split it
split-not-now = It is done or closed meanwhile: there is nothing left to split.
split-about = Each part becomes a request of its own. This one goes on with what remains.
split-where = Where do the parts stand?
split-beside = beside it, for the same asker
split-below = below it: it waits for them
split-into = Split into
split-from = Part of
moment-split = { $count ->
    [one] split off 1 part
   *[other] split off { $count } parts
}

## Kept answers
kept-keep = Keep as an answer
kept-title = Kept as an answer
kept-about = Whoever asks the like is offered this first. Everybody can read it: leave out what isn’t for everybody.
kept-question = What does it answer?
kept-answer = The answer
kept-answer-hint = As somebody can use it who doesn’t know this request.
kept-do = Keep it
kept-done = Kept as an answer.
kept-by = kept by { $who } · { $time }
kept-taken-back-by = taken back by { $who } · { $time }
kept-take-back = Take it back
kept-taken-back = Taken back: it isn’t offered any more.
kept-reopened = opened again since: not offered until it is kept anew
kept-private = Only two teams may read this request. What is kept can be read by everybody, so nothing is kept of it.
moment-kept = kept the answer for: { $question }
moment-kept-no-more = took back the kept answer
find-kept = Kept answers
know-title = Who may know
know-count = { $count ->
    [one] 1 team may know
   *[other] { $count } teams may know
}
know-choose = Choose { $team }
know-choose-them = Choose
know-kept = an answer of theirs to this is kept
know-provides = provides “{ $service }”
know-answered = { $count ->
    [one] answered one like this
    [2] answered only two like this
   *[other] answered { $count } like this
}


## A team's page and its snippets
team-how = How to work with us
team-title = Working with { $team }
team-ours = How to work with my team
team-missing = Not here
team-missing-text = This team isn’t on this device, or not yet. It may come when there is contact.
team-retired = This team was taken off the map. It stays named in old requests; nobody should be asked here any more.
team-says-nothing = The team has said nothing about this yet.
team-change = Change what it says
team-ask = Ask this team
team-ask-for = Ask: { $what }
team-serves = What it does for whom
team-serves-nobody = Nothing yet, by the map.
team-for = for { $whom }
team-questions = Good to say at once:
team-nobody = Nobody of it uses Sightline yet.
team-told = after { $span }: { $whom }
team-told-at-once = at once: { $whom }
team-open = Open here
team-open-count = { $count ->
    [one] 1 open request
   *[other] { $count } open requests
}
team-silent-count = { $count ->
    [one] 1 of them silent
   *[other] { $count } of them silent
}
snippets-title = Snippets
snippets-about = Short texts that this team writes often. Type / in a text, and they are offered.
snippets-full = There are { $max }: take one away before you add another.
snippets-add = Add a snippet
snippets-change = Change { $name }
snippets-change-title = Change a snippet
snippets-name = Name
snippets-name-hint = A short word to find it by, like “where-is-it”.
snippets-name-taken = There is one of this name in this language already.
snippets-language = Language
snippets-text = Text
snippets-remove = Remove
snippets-gone = Removed.
snippets-taken-away = removed

map-file = Import and export
map-file-begin = Begin with a template or a file
map-file-in = Bring in a map
map-file-about = A YAML or CSV file, or a Backstage catalog. You see what would happen before anything is written; no network is needed.
map-file-paste = Or paste it
map-file-reading = Reading …
map-file-out = Take the map with you
map-file-out-about = The whole map as this device has it. Import the file again to change many things at once.
map-file-save = Save as { $format }
map-file-saved = { $count ->
    [one] { $count } entry saved as a file.
   *[other] { $count } entries saved as a file.
}
map-templates = Begin with a template
map-templates-about = Teams and services as many have them. See the list first; what doesn’t fit is changed afterwards.
template-warehouse = Warehouse
template-field-service = Field service
template-clinic = Clinic
template-software = Software support
map-file-dependencies = { $count ->
    [one] { $count } dependency between two teams.
   *[other] { $count } dependencies between teams.
}
map-file-stays = What the file doesn’t name stays on the map as it is.
map-file-nothing = Nothing to do.
map-file-do = { $count ->
    [one] Put { $count } entry on the map
   *[other] Put { $count } entries on the map
}
map-file-done = { $count ->
    [one] { $count } entry is on the map.
   *[other] { $count } entries are on the map.
}
map-file-take-all = { $count ->
    [one] Take the change
   *[other] Take all { $count } changes
}
map-file-take = Take the changes of { $name }
map-file-take-short = Take the changes
map-file-left-out = Left out ({ $count })
map-file-show = Show
map-file-all = all
map-file-entry = Entry
map-file-implied = new: only named by a service
map-file-long-line = Line { $line } is longer than { $max }. This is no map.
map-file-not-text = Line { $line } is not UTF-8 text. Save the file again as UTF-8, then choose it anew.
map-file-syntax = Line { $line }, column { $column } can’t be read{ $count ->
    [0] .
    [one] ; { $count } entry stands whole above it.
   *[other] ; { $count } entries stand whole above it.
} Look at its indent, quotation marks and colons. Nothing was written.
map-file-shape = Line { $line }, column { $column }: { $wants } belongs here. Nothing was written.
map-file-wants-list = a list, each item with a dash before it,
map-file-wants-fields = a field with its value, as in “name: Stores”,
map-file-wants-text = one text
map-file-deep = Line { $line } goes deeper than { $max } levels. Nothing was written.
map-file-much = By line { $line } there are more than { $max } values; each use of an alias counts. Nothing was written.
map-file-unknown = This is no map: there are neither “parties” nor “services”, nor a first line that names columns, as name, kind, provider, serves.
map-file-cells = Line { $line } has more cells than the first line. A comma may lack quotation marks around it. Nothing was written.
map-file-many = Line { $line }: more than { $parties } parties or { $services } services. Split the file.
map-file-wide = It has more than { $max } columns.
map-file-several = several are called { $name }: give the key that an export shows
map-file-fixed = { $field }: this stays as it was made; take it off the map and make a new one
map-file-no-end = nobody is named
map-file-end-refused = { $name } can’t be taken itself
map-file-its-own = a party needs no service to itself
map-file-long = more than { $max } characters
map-file-character = has characters that nobody sees
map-file-kind = none of team, customer, partner, vendor, service
map-file-span = no length of time, as 30m, 8h or 5d
map-file-date = no date, as 2026-12-31
map-file-senseless = makes no sense here
map-file-hours = Working hours
map-file-zone = Time zone
map-file-rings = Place in the rings
map-file-layers = Place in the layers
map-file-holidays = Holidays
map-file-silence = When it stays silent
map-file-remark-unknown = Line { $line }: nobody here knows “{ $name }”.
map-file-remark-kind = Line { $line }: { $name } says nothing of a map.
map-file-remark-owner = Line { $line }: no team owns { $name }.
map-file-remark-provider = Line { $line }: { $name } isn’t in the file, or no team owns it.
map-file-remark-within = Line { $line }: { $name } is the same team’s.

first-day-title = Whom does your team serve?
first-day-about = Those who pay, or another team that serves them.
first-day-new = Or somebody new who pays
first-day-who = Who pays?
first-day-what = With what?
first-day-help = Help
first-day-later = Not now
first-day-done = This is your team’s line of sight.
