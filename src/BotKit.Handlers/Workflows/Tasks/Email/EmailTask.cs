using System.Text.Json.Nodes;
using BotKit.Notifications;
using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Workflows;

/// <summary>Sends an e-mail, as the options of notifications say.</summary>
internal sealed class EmailTask(IOptions<WorkflowEmailOptions> options, IEmailSender? sender = null) : ITaskResource
{
    private const string Path = ".$";

    private readonly EmailTaskMessage _messages = new(options.Value);

    public string Scheme => "email";

    public void Check(TaskCheck check)
    {
        if (sender is null)
        {
            check.Error("This host sends no e-mail: add AddNotifications of BotKit.Notifications.");
        }

        if (check.Target.Length > 0)
        {
            check.Error("The resource is 'email'; the recipients belong into the parameter To.");
        }

        if (check.Parameters is not JsonObject parameters)
        {
            check.Error("An email task needs Parameters, with To, Subject and Text or Html.");
            return;
        }

        var names = parameters.Select(static it => it.Key.EndsWith(Path, StringComparison.Ordinal) ? it.Key[..^Path.Length] : it.Key).ToList();
        foreach (var name in names.Where(static name => !EmailTaskMessage.Members.Contains(name, StringComparer.Ordinal)))
        {
            check.Error($"An email task has no parameter '{name}'; there are {string.Join(", ", EmailTaskMessage.Members)}.");
        }

        if (!names.Contains(EmailTaskMessage.Subject) || !(names.Contains(EmailTaskMessage.Text) || names.Contains(EmailTaskMessage.Html)))
        {
            check.Error("An email task needs Subject, and Text or Html.");
        }

        if (!names.Contains(EmailTaskMessage.To) && !names.Contains(EmailTaskMessage.Cc) && !names.Contains(EmailTaskMessage.Bcc))
        {
            check.Error("An email task needs To, Cc or Bcc.");
        }
    }

    public async ValueTask<JsonNode?> RunAsync(TaskCall call, CancellationToken cancellationToken)
    {
        if (sender is null)
        {
            throw new WorkflowTaskException(EmailErrors.Unavailable, "This host sends no e-mail.");
        }

        var message = _messages.Make(call.Input, call.IdempotencyKey);
        if (call.Context.IsDryRun)
        {
            return Result(message.MessageId!, 0, []);
        }

        var result = await SendAsync(message, cancellationToken).ConfigureAwait(false);
        return result.Accepted.Count > 0 || result.Refused.Count == 0
            ? Result(result.MessageId, result.Accepted.Count, result.Refused)
            : throw new WorkflowTaskException(
                result.Refused.All(static it => it.IsTransient) ? EmailErrors.Unavailable : EmailErrors.Refused,
                $"The server refused all recipients ({string.Join(", ", result.Refused.Select(static it => it.Code).Distinct())}).");
    }

    private async ValueTask<EmailResult> SendAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return await sender!.SendAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentException exception)
        {
            throw new WorkflowTaskException(EmailErrors.InvalidMessage, exception.Message, exception);
        }
        catch (EmailException exception)
        {
            throw new WorkflowTaskException(
                exception.IsOutcomeUnknown ? EmailErrors.OutcomeUnknown : exception.IsTransient ? EmailErrors.Unavailable : EmailErrors.Refused,
                exception.Message,
                exception);
        }
    }

    private static JsonObject Result(string id, int accepted, IReadOnlyList<EmailRefusal> refused)
        => new()
        {
            ["MessageId"] = id,
            ["Accepted"] = accepted,
            ["Refused"] = new JsonArray([.. refused.Select(static it => (JsonNode)new JsonObject { ["Address"] = it.Address, ["Code"] = it.Code })]),
        };
}
