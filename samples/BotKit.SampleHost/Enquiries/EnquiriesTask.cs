namespace BotKit.SampleHost.Enquiries;

/// <summary>What can be asked of the enquiries.</summary>
public enum EnquiriesTask
{
    /// <summary>Those of a day.</summary>
    Receive,

    /// <summary>Those of the past, with what became of them.</summary>
    ReceivePast,

    /// <summary>Files with enquiries are deleted.</summary>
    ThrowAway,
}
