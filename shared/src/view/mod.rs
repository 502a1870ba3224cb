//! From documents to rows, and from rows to what a screen shows. Pure: a screen's content is a function of rows, who looks, and when.

mod answer;
mod ask;
mod before;
mod called;
mod card;
mod chain;
mod chain_page;
mod clock;
mod common;
mod derive;
mod echo;
mod escalation;
mod filter;
mod find;
mod first_day;
mod flows;
mod found;
mod gathered;
mod groups;
mod hand_over;
mod handed;
mod hang;
mod hits;
mod index;
mod joined;
mod kept;
mod learned;
mod left_behind;
mod many;
mod map_build;
mod map_page;
mod map_row;
mod marked;
mod mention;
mod merged;
mod moment;
mod naming;
mod notices;
mod now;
mod observed;
mod page;
mod people;
mod phone;
mod pick;
mod plain;
mod presence;
mod promise;
mod request_page;
mod request_row;
mod row;
mod row_events;
mod rows;
mod same;
mod search;
mod sight;
mod silence;
mod sites;
mod sliced;
mod snippets;
mod split;
mod statistics;
mod taken;
mod task_days;
mod task_row;
mod tasks;
mod team_away;
mod team_page;
mod timing;
mod twins;
mod typo;
mod voices;
mod what_if;
mod who_knows;
mod why_silent;
mod work_row;

pub use answer::{ANSWER_BEFORE_MAX, ANSWER_LINKS_MAX, customer_answer, requests_behind};
pub use ask::{
    AskUnder, ServiceToAsk, TeamToAsk, WhomToAsk, answer_promise, ask_beside, ask_under, asks_under,
    customer_to_write, delivery_promise, promised_from, reply_promise, whom_to_ask,
};
pub use before::{AnsweredBefore, answered_before};
pub use called::who_is_called;
pub use card::{Below, Card, below};
pub use chain::{CHAIN_LINKS_MAX, CHAIN_NODES_MAX, customer_of};
pub use chain_page::ChainNode;
pub use clock::{Clock, ClockKind, Missed, Severity, asker_must_move, clock, promised_by};
pub use common::{Named, Section, Side, Viewer};
pub use derive::{derive, stored};
pub use echo::{Echo, Part, Reached, echoes};
pub use escalation::{Escalation, escalation};
pub use filter::{ClockIs, Filter, StateIs, filtered, filtered_ids};
pub use find::{ANSWERS_MAX, find, found_requests};
pub use first_day::whom_to_serve;
pub use found::{
    AnswerLink, CustomerAnswer, Found, Hit, LateLink, NeedsWord, PartyHit, Sentence, SilentLink,
};
pub use gathered::Gathered;
pub use groups::{PartyGroup, party_groups};
pub use hand_over::{colleagues, owned, owned_count, owned_tasks};
pub use hang::{customer_to_keep, hang_candidates, may_hang};
pub use joined::{Joined, Moves, standing};
pub use kept::{KeptAnswer, KeptPart, KeptSaid, MayKeep, kept_answers};
pub use learned::{
    AskDirectly, Learned, Learning, ReturnLoop, ServiceDraft, SlowHop, SuggestedService, direct_key, learned,
    service_draft, service_key,
};
pub use left_behind::{LeftBehind, left_behind};
pub use many::{ACTS_FOR_MANY, MANY_MAX, Many, Why, is_possible_for_one, many, still_shown};
pub use map_build::{map_page, party_page};
pub use map_page::{Flow, Gap, MapPage, MapParty, MapService, PartyPage};
pub use marked::Piece;
pub use mention::{mention_choices, mentioned, typed_mention};
pub use merged::{CustomerItem, DUPLICATES_MAX, Duplicate, MERGES_FOLLOWED_MAX, customers};
pub use moment::{Became, Moment};
pub use notices::{NOTICES_KEPT, NOTICES_MAX, Notice, What, Wordings, notices};
pub use now::{Now, NowCounts, now, now_counts};
pub use observed::{Measured, Observed, Trend};
pub use page::{BadPage, decode_page, encode_page};
pub use people::{PersonItem, TeamPeople, people};
pub(crate) use phone::PhoneLines;
#[cfg(test)]
pub(crate) use phone::have_same_phone;
pub use phone::{PHONE_DIGITS_MIN, PhoneNumber, phone_numbers};
pub use pick::open_requests;
pub use plain::sort_key as plain_words;
pub use presence::{
    OfMyself, OnDuty, Presence, ShiftEnds, absence_replaced, on_duty, planned_away, presence, shift_ends,
    with_said,
};
pub use promise::{MapProposal, PromiseToSettle, end_of, is_negotiated, promises_to_settle};
pub use request_page::{RequestPage, request_page};
pub use request_row::{KeptRow, RequestRow, State, VoiceRow};
pub use row::{
    CustomerRow, DeviceName, PartyRow, PartyRowKind, PersonRow, ProposalRow, ROW_VERSION, Row, SavedFilter,
    ServiceRow, SettingsRow, StoredRow,
};
pub use row_events::{
    FirstDelivery, FirstReply, LastSaid, Lost, Mention, OutsideOwner, Pause, RewordedRow, TakenRow,
};
pub use rows::Rows;
pub use same::{SameAs, may_merge, merge_candidates};
pub use sight::{Sight, Stop, StopKind, Waits};
pub use silence::{Heard, SilentChain, silences, silent_chains};
pub use sites::sites_and_departments;
pub use sliced::{Sliced, at_once};
pub use snippets::{SnippetRow, snippet_choices, typed_snippet};
pub use split::may_split;
pub use statistics::{Kept, Period, Remains, Spread, Statistics, WorkFigures};
pub use task_row::{AsideRow, DoneRow, TaskRow};
pub use tasks::{
    JustDone, SetAside, TaskCounts, TaskItem, TaskStanding, Tasks, day_to_do, day_to_put_off, set_aside_for,
    task, task_counts, tasks,
};
pub use team_away::{AwayNow, team_away};
pub use team_page::{TeamPage, team_page};
pub use timing::{Risk, Takes};
pub use twins::{Apart, apart, with_twins};
pub use work_row::{HolidayRow, WorkRow};

pub use voices::{
    VoicePart, VoiceStands, Voices, VoicesOf, known_tags, voice_may_speak_of, voice_reply_by, voices,
    voices_about, voices_to_link,
};

pub use what_if::{Reckoning, SinglePoint, Substitute, WhatIf, what_if};
pub use why_silent::{WhySilent, news_until};

pub use who_knows::{KnowsBy, MayKnow, WhileAsking, while_asking, who_knows};

pub use crate::fold::NextAct;

#[cfg(test)]
mod tests;
