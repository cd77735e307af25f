namespace BotKit.Handlers.Workflows;

/// <summary>The names of what may go wrong with an <c>email</c> task.</summary>
internal static class EmailErrors
{
    /// <summary>What the Task asks for is no message: a member is missing, unknown or not well-formed.</summary>
    public const string InvalidMessage = "Email.InvalidMessage";

    /// <summary>A recipient is not allowed.</summary>
    public const string NotAllowed = "Email.NotAllowed";

    /// <summary>The server refused the message, or every recipient, for good.</summary>
    public const string Refused = "Email.Refused";

    /// <summary>The server could not be reached, or refused for the time being: trying again may help.</summary>
    public const string Unavailable = "Email.Unavailable";

    /// <summary>The message was on its way when the connection was lost: it may have been sent.</summary>
    public const string OutcomeUnknown = "Email.OutcomeUnknown";
}
