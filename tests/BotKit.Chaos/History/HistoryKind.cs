namespace BotKit.Chaos.History;

/// <summary>What a line of the history tells; its name's first letter is the line's.</summary>
internal enum HistoryKind
{
    /// <summary>A submitter is about to submit a run.</summary>
    Attempt = 'A',

    /// <summary>EnqueueAsync returned.</summary>
    Acknowledged = 'K',

    /// <summary>EnqueueAsync threw: the text tells the code, and whether the outcome is unknown.</summary>
    Refused = 'R',

    /// <summary>A bot's code began.</summary>
    Started = 'S',

    /// <summary>A bot's code had its effect.</summary>
    Effect = 'E',

    /// <summary>A workflow's Wait is over; the text tells when it was entered.</summary>
    Waited = 'W',

    /// <summary>A cancel was answered.</summary>
    Canceled = 'C',

    /// <summary>A submitter has submitted all that is its own.</summary>
    Done = 'D',

    /// <summary>A process ended by SIGKILL; the text is its node's name.</summary>
    Killed = 'X',

    /// <summary>A process ended in order; the text is its node's name.</summary>
    Stopped = 'G',
}
