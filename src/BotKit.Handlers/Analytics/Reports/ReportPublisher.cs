using System.Text;
using System.Text.Json;
using BotKit.Files;
using BotKit.Notifications;
using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Analytics;

/// <summary>Writes a report into files and sends it.</summary>
internal sealed class ReportPublisher(IOptions<AnalyticsOptions> options, IBotFileStore files, IEmailSender? email)
{
    private const int MaxNameLength = 60;

    public static IReadOnlyList<ReportFormat> FormatsOf(ReportDefinition report) => report.Formats?.Distinct().ToArray() ?? Enum.GetValues<ReportFormat>();

    /// <exception cref="BotException">A recipient is not configured, or nobody can send e-mail.</exception>
    public void RequireRecipients(ReportDefinition report)
    {
        if (report.EmailTo is not { Count: > 0 } names)
        {
            return;
        }

        if (!names.All(options.Value.Recipients.ContainsKey))
        {
            throw AnalyticsFailure.Of(AnalyticsErrorCodes.AnalyticsUnknown, "A recipient is not configured.");
        }

        if (email is null)
        {
            throw AnalyticsFailure.Of(AnalyticsErrorCodes.ReportNotSent, "No e-mail is configured: AddNotifications is missing.");
        }
    }

    public async ValueTask<AnalyticsReport> PublishAsync(ReportDefinition report, ReportContent content, AnalyticsRun run, CancellationToken cancellationToken)
    {
        var written = new List<AnalyticsReportFile>();
        var bytes = new Dictionary<ReportFormat, byte[]>();
        foreach (var format in FormatsOf(report))
        {
            bytes[format] = await Task.Run(() => Render(format, content), cancellationToken).ConfigureAwait(false);
            written.Add(await SaveAsync(format, content, bytes[format], run, cancellationToken).ConfigureAwait(false));
        }

        if (report.EmailTo is { Count: > 0 })
        {
            await SendAsync(report, content, bytes, written, cancellationToken).ConfigureAwait(false);
        }

        return new AnalyticsReport
        {
            Title = content.Title,
            Files = written,
            Parts = content.Parts.Count,
            Gaps = [.. content.Parts.Select(static (part, at) => (part.Failure, Number: at + 1))
                .Where(static part => part.Failure is not null)
                .Select(static part => new AnalyticsReportGap(part.Number, part.Failure!.Code, part.Failure.Message))],
            EmailedTo = report.EmailTo ?? [],
        };
    }

    public static byte[] Render(ReportFormat format, ReportContent content) => format switch
    {
        ReportFormat.Json => JsonSerializer.SerializeToUtf8Bytes(
            new ReportFileJson(
                content.Title, content.For, content.Zone, content.Period.From, content.Period.To, content.Read,
                [.. content.Parts.Select(static part => new ReportPartJson(part.Title, part.Result, part.Failure?.Message))]),
            AnalyticsJson.Default.ReportFileJson),
        ReportFormat.Markdown => Encoding.UTF8.GetBytes(MarkdownReport.Write(content)),
        _ => Encoding.UTF8.GetBytes(HtmlReport.Write(content)),
    };

    private async ValueTask<AnalyticsReportFile> SaveAsync(
        ReportFormat format, ReportContent content, byte[] bytes, AnalyticsRun run, CancellationToken cancellationToken)
    {
        var (extension, type) = format switch
        {
            ReportFormat.Json => ("json", "application/json"),
            ReportFormat.Markdown => ("md", "text/markdown"),
            _ => ("html", "text/html"),
        };
        var description = new BotFileDescription($"{NameOf(content)}.{extension}", type) { Bot = run.Bot, ExecutionId = run.ExecutionId };
        var file = await files.SaveAsync(description, (stream, token) => stream.WriteAsync(bytes, token), cancellationToken).ConfigureAwait(false);
        return new(format, file.Id, file.Name, file.Bytes);
    }

    private async ValueTask SendAsync(
        ReportDefinition report, ReportContent content, Dictionary<ReportFormat, byte[]> bytes, List<AnalyticsReportFile> written, CancellationToken cancellationToken)
    {
        var text = MarkdownReport.Write(content);
        var message = new EmailMessage
        {
            Bcc = [.. report.EmailTo!.Select(name => options.Value.Recipients[name]).Distinct(StringComparer.OrdinalIgnoreCase)],
            Subject = content.Title,
            Text = text,
            Attachments = [.. written.Select(file => new EmailAttachment(file.Name, bytes[file.Format]))],
        };
        try
        {
            var sent = await email!.SendAsync(message, cancellationToken).ConfigureAwait(false);
            if (sent.Refused.Count > 0)
            {
                throw AnalyticsFailure.Of(AnalyticsErrorCodes.ReportNotSent, "The report is saved, but the server refused some of its recipients.");
            }
        }
        catch (Exception failure) when (failure is EmailException or ArgumentException)
        {
            throw AnalyticsFailure.Of(AnalyticsErrorCodes.ReportNotSent, "The report is saved, but could not be sent by e-mail.", failure);
        }
    }

    /// <summary>The title's letters and digits and the date, so that it is harmless as a file name anywhere.</summary>
    private static string NameOf(ReportContent content)
    {
        var name = new StringBuilder();
        foreach (var letter in content.Title.ToLowerInvariant().Take(MaxNameLength))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                name.Append(letter);
            }
            else if (name.Length > 0 && name[^1] != '-')
            {
                name.Append('-');
            }
        }

        return $"{(name.Length == 0 ? "report" : name.ToString().Trim('-'))}-{content.For:yyyy-MM-dd}";
    }
}
