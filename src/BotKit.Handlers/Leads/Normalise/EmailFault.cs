namespace BotKit.Handlers.Leads;

/// <summary>What is wrong with an e-mail address.</summary>
internal enum EmailFault
{
    /// <summary>There is no <c>@</c>.</summary>
    NoAt,

    /// <summary>What is before the <c>@</c> is no local part.</summary>
    Local,

    /// <summary>What is behind the <c>@</c> is neither a domain nor an address literal.</summary>
    Domain,

    /// <summary>A part, or the whole, is too long.</summary>
    Length,
}
