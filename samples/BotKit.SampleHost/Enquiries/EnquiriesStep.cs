namespace BotKit.SampleHost.Enquiries;

/// <summary>What is done for the workflow of the enquiries beside what the lead bot does.</summary>
public enum EnquiriesStep
{
    /// <summary>Fetches the enquiries of the day.</summary>
    Collect,

    /// <summary>Looks up those of the past, and what became of them.</summary>
    Past,

    /// <summary>Deletes files that are not needed any more.</summary>
    Discard,
}
