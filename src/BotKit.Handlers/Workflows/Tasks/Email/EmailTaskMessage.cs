using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BotKit.Notifications;

namespace BotKit.Handlers.Workflows;

/// <summary>Makes a message of a Task's input. Who sends it is the host's to say.</summary>
internal sealed class EmailTaskMessage(WorkflowEmailOptions options)
{
    public const string To = "To";
    public const string Cc = "Cc";
    public const string Bcc = "Bcc";
    public const string ReplyTo = "ReplyTo";
    public const string Subject = "Subject";
    public const string Text = "Text";
    public const string Html = "Html";

    private const int MaxText = 200_000;

    public static readonly string[] Members = [To, Cc, Bcc, ReplyTo, Subject, Text, Html];

    /// <exception cref="WorkflowTaskException">It is none, or not allowed.</exception>
    public EmailMessage Make(JsonNode? input, string key)
    {
        var members = input as JsonObject ?? throw Invalid("The input is not an object.");
        foreach (var (name, _) in members)
        {
            if (!Members.Contains(name, StringComparer.Ordinal))
            {
                throw Invalid($"There is no such member; there are {string.Join(", ", Members)}.");
            }
        }

        var message = new EmailMessage
        {
            To = Addresses(members, To),
            Cc = Addresses(members, Cc),
            Bcc = Addresses(members, Bcc),
            ReplyTo = Addresses(members, ReplyTo),
            Subject = Line(members, Subject) ?? throw Invalid("Subject is missing."),
            Text = Line(members, Text),
            Html = Line(members, Html),
            MessageId = IdOf(key),
        };
        List<string> recipients = [.. message.To, .. message.Cc, .. message.Bcc];
        if (recipients.Count == 0 || recipients.Count > options.MaxRecipients)
        {
            throw Invalid($"A message has 1 to {options.MaxRecipients} recipients.");
        }

        return message.Text is null && message.Html is null ? throw Invalid("Text, Html or both are needed.")
            : recipients.TrueForAll(IsAllowed) ? message
            : throw new WorkflowTaskException(EmailErrors.NotAllowed, "A recipient is not allowed.");
    }

    /// <summary>The same for each repetition of the same call.</summary>
    public string IdOf(string key) => $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16))}@{options.MessageIdDomain}";

    private bool IsAllowed(string recipient)
    {
        if (options.AllowedRecipients.Count == 0)
        {
            return true;
        }

        // 'Ada <ada@example.com>' or the address alone; what is neither is refused when it is sent.
        var from = recipient.LastIndexOf('<');
        var address = (from >= 0 ? recipient[(from + 1)..].TrimEnd('>', ' ') : recipient).Trim();
        var domain = address[(address.LastIndexOf('@') + 1)..];
        return options.AllowedRecipients.Any(allowed => allowed.Equals(allowed.Contains('@', StringComparison.Ordinal) ? address : domain, StringComparison.OrdinalIgnoreCase));
    }

    private static List<string> Addresses(JsonObject members, string name)
        => members[name] switch
        {
            null => [],
            JsonArray list => [.. list.Select(it => HttpTaskHeaders.Text(it) ?? throw Invalid($"{name} holds what is no text."))],
            var one => [HttpTaskHeaders.Text(one) ?? throw Invalid($"{name} is neither an address nor a list of them.")],
        };

    private static string? Line(JsonObject members, string name)
        => members[name] is not { } value ? null
            : HttpTaskHeaders.Text(value) is { Length: <= MaxText } text ? text
            : throw Invalid($"{name} is not a text of at most {MaxText} characters.");

    private static WorkflowTaskException Invalid(string cause) => new(EmailErrors.InvalidMessage, cause);
}
