namespace BotKit.Handlers;

/// <summary>How a value is compared. Texts are compared without regard to case; an absent value meets only <see cref="Empty"/>, <see cref="NotEqualTo"/> and <see cref="NoneOf"/>.</summary>
public enum LeadComparison
{
    /// <summary>It is the value.</summary>
    EqualTo,

    /// <summary>It is another.</summary>
    NotEqualTo,

    /// <summary>It is one of the values.</summary>
    AnyOf,

    /// <summary>It is none of the values.</summary>
    NoneOf,

    /// <summary>It contains the value.</summary>
    Contains,

    /// <summary>It begins with the value.</summary>
    StartsWith,

    /// <summary>It ends with the value.</summary>
    EndsWith,

    /// <summary>Both are numbers, and it is less.</summary>
    LessThan,

    /// <summary>Both are numbers, and it is at most as much.</summary>
    AtMost,

    /// <summary>Both are numbers, and it is more.</summary>
    MoreThan,

    /// <summary>Both are numbers, and it is at least as much.</summary>
    AtLeast,

    /// <summary>There is no value.</summary>
    Empty,

    /// <summary>There is a value.</summary>
    NotEmpty,
}
