//! The closed word lists of the reading format. Adding a word is a new version of the format.

use serde::{Deserialize, Serialize};

/// A word that the vocabulary does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWord {
    /// Name of the vocabulary.
    pub vocabulary: &'static str,
    /// The word given.
    pub word: String,
}

impl std::fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "'{}' is no {}", self.word, self.vocabulary)
    }
}

impl std::error::Error for UnknownWord {}

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$word_doc])* #[serde(rename = $word)] $variant),* }

        impl $name {
            /// Every word, in the order of the format.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word as the reading format writes it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownWord;
            fn from_str(word: &str) -> Result<Self, UnknownWord> {
                Self::ALL.iter().copied().find(|known| known.as_str() == word).ok_or_else(|| {
                    UnknownWord { vocabulary: stringify!($name), word: word.to_owned() }
                })
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

vocabulary! {
    /// What happened between sides.
    EventType {
        /// An official of one side goes to another side's territory.
        Visit = "visit",
        /// In person, bilateral or multilateral.
        Meeting = "meeting",
        /// By telephone or video.
        Call = "call",
        /// Letter, congratulation, condolence, note.
        Message = "message",
        /// To visit or attend.
        Invitation = "invitation",
        /// An agreement signed, ratified, in force, renewed, ended.
        Signing = "signing",
        /// Talks on an agreement not yet concluded.
        Negotiation = "negotiation",
        /// Joint exercise, training, patrol.
        Exercise = "exercise",
        /// Assistance, grant, loan, equipment given or pledged.
        Aid = "aid",
        /// Sanctions, export controls, visa bans, punitive tariffs.
        Sanction = "sanction",
        /// Embassies, consulates, ambassadors, diplomats expelled.
        MissionChange = "mission_change",
        /// Someone takes, leaves, is elected or nominated to an office.
        Appointment = "appointment",
        /// Award, wreath, anniversary, inauguration, site visit, reception.
        Ceremony = "ceremony",
        /// Attack, invasion, strike, clash, seizure.
        UseOfForce = "use_of_force",
        /// Detention, blockade, ultimatum, deportation.
        Coercion = "coercion",
        /// Deployment, weapons or missile test.
        Mobilization = "mobilization",
        /// Demonstration or protest note about another state.
        Protest = "protest",
        /// Troops withdrawn, ceasefire, detainees released, concession.
        Withdrawal = "withdrawal",
        /// An intergovernmental body, parliament or court decides about a state.
        Decision = "decision",
    }
}

vocabulary! {
    /// How real an event is, by its source.
    Status {
        /// It happened.
        Occurred = "occurred",
        /// It is happening.
        Ongoing = "ongoing",
        /// It is fixed for the future.
        Planned = "planned",
        /// Somebody wants it.
        Proposed = "proposed",
        /// It was planned and will not happen.
        Cancelled = "cancelled",
        /// The source says it did not happen.
        Denied = "denied",
        /// It is only supposed.
        Hypothetical = "hypothetical",
    }
}

vocabulary! {
    /// The part that a participant has in an event.
    Role {
        /// Goes to the other side.
        Visitor = "visitor",
        /// Receives.
        Host = "host",
        /// Takes part without a special role.
        Participant = "participant",
        /// Calls, or pays the call.
        Caller = "caller",
        /// Receives a call, message, invitation, gift.
        Recipient = "recipient",
        /// Sends a message or invitation.
        Sender = "sender",
        /// Signs.
        Signatory = "signatory",
        /// Gives.
        Donor = "donor",
        /// Imposes or lifts a sanction.
        Imposer = "imposer",
        /// Bears the act.
        Target = "target",
        /// Does the act.
        Actor = "actor",
        /// Takes or leaves an office.
        Appointee = "appointee",
        /// Mediates.
        Mediator = "mediator",
    }
}

vocabulary! {
    /// What sort of text was agreed.
    AgreementKind {
        /// A treaty.
        Treaty = "treaty",
        /// An agreement.
        Agreement = "agreement",
        /// A protocol.
        Protocol = "protocol",
        /// A memorandum.
        Memorandum = "memorandum",
        /// A joint statement or communiqué.
        JointStatement = "joint_statement",
        /// A plan or programme.
        Plan = "plan",
        /// A free-trade or tariff agreement.
        TradeAgreement = "trade_agreement",
        /// A loan agreement.
        Loan = "loan",
        /// A contract.
        Contract = "contract",
        /// A ceasefire or truce.
        Ceasefire = "ceasefire",
        /// Something else.
        Other = "other",
    }
}

vocabulary! {
    /// How far an agreement has come: the latest stage that the text gives.
    Stage {
        /// Its use is studied.
        Studied = "studied",
        /// It is being negotiated.
        Negotiated = "negotiated",
        /// Somebody proposes it.
        Proposed = "proposed",
        /// It is initialled.
        Initialled = "initialled",
        /// It is signed.
        Signed = "signed",
        /// It is ratified.
        Ratified = "ratified",
        /// It is in force.
        InForce = "in_force",
        /// It is amended.
        Amended = "amended",
        /// It is renewed.
        Renewed = "renewed",
        /// It is suspended.
        Suspended = "suspended",
        /// It has ended.
        Ended = "ended",
        /// It is carried out.
        Implemented = "implemented",
    }
}

vocabulary! {
    /// A step in the relations of two sides.
    Milestone {
        /// One recognised the other.
        Recognised = "recognised",
        /// Diplomatic relations were established.
        Established = "established",
        /// Relations were cut.
        Severed = "severed",
        /// Relations were taken up again.
        Resumed = "resumed",
        /// Relations were raised to a higher level.
        Upgraded = "upgraded",
        /// Relations were lowered.
        Downgraded = "downgraded",
        /// A round anniversary of relations.
        Anniversary = "anniversary",
    }
}

vocabulary! {
    /// What a figure measures.
    Measure {
        /// Trade both ways.
        Trade = "trade",
        /// Exports.
        Exports = "exports",
        /// Imports.
        Imports = "imports",
        /// Investment.
        Investment = "investment",
        /// Aid.
        Aid = "aid",
        /// Loan.
        Loan = "loan",
        /// Arms.
        Arms = "arms",
        /// Troops.
        Troops = "troops",
        /// Dead, wounded, missing.
        Casualties = "casualties",
        /// People of no special sort.
        People = "people",
        /// Tourists.
        Tourists = "tourists",
        /// Students.
        Students = "students",
        /// Refugees and displaced persons.
        Refugees = "refugees",
        /// Growth of an economy.
        Growth = "growth",
        /// A price.
        Price = "price",
        /// A distance.
        Distance = "distance",
        /// Something else.
        Other = "other",
    }
}

vocabulary! {
    /// In what sense a figure holds.
    FigureKind {
        /// It is said to be so.
        Reported = "reported",
        /// It is aimed at.
        Target = "target",
        /// It is expected.
        Forecast = "forecast",
        /// It is a change against a base.
        Growth = "growth",
        /// It is a limit set.
        Limit = "limit",
    }
}

vocabulary! {
    /// On which side of the value the true one may lie.
    Bound {
        /// Roughly.
        About = "about",
        /// At least.
        Min = "min",
        /// At most.
        Max = "max",
    }
}

vocabulary! {
    /// How a person stands to an office.
    TenureStatus {
        /// Holds it.
        Current = "current",
        /// Held it.
        Former = "former",
        /// Will hold it (-elect, -designate, nominee).
        Incoming = "incoming",
        /// Holds it for the time being.
        Acting = "acting",
    }
}

vocabulary! {
    /// In what form speech is reported.
    Form {
        /// In quotation marks.
        Direct = "direct",
        /// As a clause of the reporter.
        Indirect = "indirect",
        /// A clause with quoted words in it.
        Mixed = "mixed",
    }
}

vocabulary! {
    /// What is done by saying it.
    Act {
        /// States.
        Assert = "assert",
        /// Backs or praises.
        Support = "support",
        /// Blames.
        Criticize = "criticize",
        /// Asks or demands.
        Request = "request",
        /// Promises.
        Commit = "commit",
        /// Refuses.
        Reject = "reject",
        /// Warns or threatens.
        Warn = "warn",
        /// Thanks.
        Thank = "thank",
        /// Congratulates.
        Congratulate = "congratulate",
        /// Denies.
        Deny = "deny",
        /// Makes known.
        Announce = "announce",
    }
}
