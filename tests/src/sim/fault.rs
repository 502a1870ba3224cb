//! What the simulator breaks.

/// Every kind of fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// A connection is cut; what was under way in both directions is lost.
    Cut,
    /// A device's connection is gone, but what it had sent still reaches the relay, later.
    Straggler,
    /// A frame arrives truncated, then the connection is cut.
    Truncated,
    /// A frame is lost, and the connection goes on.
    Dropped,
    /// A frame arrives twice.
    Duplicated,
    /// A frame overtakes the one before it.
    Reordered,
    /// Nothing gets through for some time, then everything.
    Delayed,
    /// Nothing gets through in either direction and neither end is told.
    HalfOpen,
    /// Some devices don't reach the relay for some time, and no end is told.
    Partitioned,
    /// A tab dies in the middle of whatever it does.
    KilledTab,
    /// A tab dies between two of the things that it does at once.
    CrashAtEffect,
    /// A tab doesn't run for some time.
    Frozen,
    /// One more tab is opened.
    TabOpened,
    /// Another tab leads from now on; a leader that is frozen doesn't hear of it before it runs again.
    LeaderMoved,
    /// The power fails: relaxed transactions since the last strict one are gone.
    PowerCut,
    /// A transaction doesn't commit.
    DiskFull,
    /// The browser clears everything.
    Cleared,
    /// A device's clock jumps by up to ten years.
    ClockJump,
    /// The browser forgets the device's session, as one that is killed before it wrote its cookies.
    SessionLost,
    /// An admin revokes the device.
    Revoked,
    /// The relay is killed and starts again.
    RelayRestart,
    /// The relay is killed right after it has stored a batch, before anybody hears of it.
    RelayDied,
    /// The relay's disk doesn't take the next batch.
    RelayDiskFull,
    /// The relay is restored from an older backup, as the operator's command does it: under a new log id.
    Restored,
    /// The relay's whole machine goes back to an older state, and nobody tells it: the log id stays.
    RolledBack,
    /// A device connects with the oldest version of the wire that is still spoken.
    OldClient,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 26] = [
        Self::Cut,
        Self::Straggler,
        Self::Truncated,
        Self::Dropped,
        Self::Duplicated,
        Self::Reordered,
        Self::Delayed,
        Self::HalfOpen,
        Self::Partitioned,
        Self::KilledTab,
        Self::CrashAtEffect,
        Self::Frozen,
        Self::TabOpened,
        Self::LeaderMoved,
        Self::PowerCut,
        Self::DiskFull,
        Self::Cleared,
        Self::ClockJump,
        Self::SessionLost,
        Self::Revoked,
        Self::RelayRestart,
        Self::RelayDied,
        Self::RelayDiskFull,
        Self::Restored,
        Self::RolledBack,
        Self::OldClient,
    ];
}
