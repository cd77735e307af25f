namespace BotKit.Handlers;

/// <summary>Which lead of a group of duplicates stays.</summary>
public enum LeadSurvivor
{
    /// <summary>The one with the most values; of several the first in the file.</summary>
    MostComplete,

    /// <summary>The first in the file.</summary>
    First,

    /// <summary>The last in the file.</summary>
    Last,
}
