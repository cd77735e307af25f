namespace BotKit.Handlers;

/// <summary>How a column is compared. An empty value is equal to nothing, and nothing holds for it but <see cref="Empty"/> and what is negated.</summary>
public enum KpiComparison
{
    /// <summary>It equals the value.</summary>
    Equal,

    /// <summary>It does not equal the value, or is empty.</summary>
    NotEqual,

    /// <summary>It is less than the value.</summary>
    Less,

    /// <summary>It is the value or less.</summary>
    AtMost,

    /// <summary>It is greater than the value.</summary>
    Greater,

    /// <summary>It is the value or greater.</summary>
    AtLeast,

    /// <summary>It is one of the values.</summary>
    In,

    /// <summary>Its text starts with the value.</summary>
    StartsWith,

    /// <summary>Its text does not start with the value, or it is empty.</summary>
    NotStartsWith,

    /// <summary>Its text holds the value.</summary>
    Contains,

    /// <summary>It is empty.</summary>
    Empty,

    /// <summary>It is not empty.</summary>
    NotEmpty,
}
