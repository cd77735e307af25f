using BotKit.Notifications.Content;
using BotKit.Notifications.Diagnostics;
using BotKit.Notifications.Email;
using Microsoft.Extensions.Logging;

namespace BotKit.Notifications.Channels;

/// <summary>
/// Sends alerts as mail. Nobody gets one twice, except that a message whose answer was lost is sent once more, under the same
/// Message-ID.
/// </summary>
internal sealed class EmailBotNotifier(string name, EmailChannelOptions options, string from, IEmailSender sender, Wording wording, ILogger logger) : IAlertChannel
{
    /// <summary>How often a message may be on its way without an answer.</summary>
    public const int MaxUnknown = 2;

    private static readonly Dictionary<string, string> Headers = new(StringComparer.OrdinalIgnoreCase)
    {
        // No vacation notes in answer.
        ["Auto-Submitted"] = "auto-generated",
        ["X-Auto-Response-Suppress"] = "All",
    };

    private readonly string _domain = EmailAddress.Parse(from, nameof(EmailOptions.From)).Domain;
    private readonly string[] _all =
    [
        .. options.To.Concat(options.Cc).Concat(options.Bcc).Select(static text => EmailAddress.Parse(text, "To").Address).Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    public string Name => name;

    public async ValueTask<SendOutcome> SendAsync(Notice notice, SendProgress progress, CancellationToken cancellationToken)
    {
        var open = _all.Except(progress.State.Done, StringComparer.OrdinalIgnoreCase).ToArray();
        if (open.Length == 0)
        {
            return progress.State.IsAccepted ? SendOutcome.Sent : SendOutcome.Failed("Every address was refused.");
        }

        if (progress.State.Unknown >= MaxUnknown)
        {
            // It most likely arrived, twice; a third message would not make that surer.
            return SendOutcome.Failed("The mail server never said whether it took the message.");
        }

        var known = progress.State;
        try
        {
            var result = await sender.SendAsync(Compose(notice, open, token => OnItsWayAsync(progress, known, token)), cancellationToken).ConfigureAwait(false);
            return await AcceptAsync(result, progress, known, cancellationToken).ConfigureAwait(false);
        }
        catch (EmailException exception)
        {
            if (!exception.IsOutcomeUnknown && progress.State != known)
            {
                await progress.SaveAsync(known, cancellationToken).ConfigureAwait(false);
            }

            var reason = exception.Code is { } code ? $"{exception.Message} ({code})" : exception.Message;
            return exception.IsTransient ? SendOutcome.Again(reason) : SendOutcome.Failed(reason);
        }
    }

    // Before the message itself leaves: a process that is killed from here on does not know more afterwards.
    private static ValueTask OnItsWayAsync(SendProgress progress, SendState known, CancellationToken cancellationToken)
        => progress.SaveAsync(known with { Unknown = known.Unknown + 1 }, cancellationToken);

    private async ValueTask<SendOutcome> AcceptAsync(EmailResult result, SendProgress progress, SendState known, CancellationToken cancellationToken)
    {
        var forGood = result.Refused.Where(static refusal => !refusal.IsTransient).ToList();
        foreach (var code in forGood.GroupBy(static refusal => refusal.Code))
        {
            Log.RecipientsRefused(logger, name, code.Count(), code.Key);
        }

        var isAccepted = known.IsAccepted || result.Accepted.Count > 0;
        var state = known with
        {
            Done = [.. known.Done, .. result.Accepted, .. forGood.Select(static refusal => refusal.Address)],
            IsAccepted = isAccepted,
        };
        await progress.SaveAsync(state, cancellationToken).ConfigureAwait(false);
        var later = result.Refused.Count - forGood.Count;
        return later > 0 ? SendOutcome.Again($"The mail server refused {later} of {_all.Length} addresses for the time being.")
            : isAccepted ? SendOutcome.Sent
            : SendOutcome.Failed("Every address was refused.");
    }

    private EmailMessage Compose(Notice notice, string[] open, Func<CancellationToken, ValueTask> beforeTransmit) => new()
    {
        To = options.To,
        Cc = options.Cc,
        Bcc = options.Bcc,
        Subject = Wording.Line($"{options.SubjectPrefix} {Wording.Title(notice)}".Trim(), 200),
        Text = new PlainText(wording).Of(notice),
        Html = new HtmlText(wording).Of(notice),
        Headers = Headers,
        MessageId = $"{notice.Id}@{_domain}",
        OnlyTo = open,
        BeforeTransmit = beforeTransmit,
    };
}
