using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace BotKit.Handlers.Content.Models;

/// <summary>
/// Tells what a client's exception means. No message of it reaches a caller or a log: servers put keys and prompts into theirs.
/// </summary>
internal static partial class ModelFailures
{
    public static BotException Of(Exception failure)
    {
        var status = StatusOf(failure);
        var cause = Bare(failure, status);
        return status switch
        {
            HttpStatusCode.TooManyRequests => ContentFailure.Of(ContentErrorCodes.ModelBusy, "The model takes no more requests for now.", cause, TimeSpan.FromSeconds(30)),
            HttpStatusCode.RequestTimeout or HttpStatusCode.GatewayTimeout => Timeout(cause),
            >= HttpStatusCode.InternalServerError => ContentFailure.Of(ContentErrorCodes.ModelUnavailable, "The model's server failed.", cause),
            >= HttpStatusCode.BadRequest => ContentFailure.Of(ContentErrorCodes.ModelRefused, "The model's server refuses the request.", cause),
            _ when Chain(failure).Any(static one => one is TimeoutException or OperationCanceledException) => Timeout(cause),
            _ => ContentFailure.Of(ContentErrorCodes.ModelUnavailable, "The model cannot be reached, or its answer is not of its protocol.", cause),
        };
    }

    public static BotException Timeout(Exception? cause) => ContentFailure.Of(ContentErrorCodes.ModelTimeout, "The model did not answer in time.", cause);

    /// <summary>The causes by their types; what the network says stays, since no server wrote it.</summary>
    private static InvalidOperationException Bare(Exception failure, HttpStatusCode? status)
    {
        var network = Chain(failure).LastOrDefault(static one => one is SocketException);
        var types = string.Join(" < ", Chain(failure).Select(static one => one.GetType().Name).Distinct());
        return new InvalidOperationException(
            string.Create(CultureInfo.InvariantCulture, $"The client threw {types}{(status is null ? "" : $", HTTP {(int)status}")}."), network);
    }

    private static HttpStatusCode? StatusOf(Exception failure)
    {
        foreach (var cause in Chain(failure))
        {
            if (cause is HttpRequestException { StatusCode: { } status })
            {
                return status;
            }

            // The exception of OpenAI's client is of a package that this one does not need; its message begins with the status.
            if (Status().Match(cause.Message) is { Success: true } match)
            {
                return (HttpStatusCode)int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    private static IEnumerable<Exception> Chain(Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
            foreach (var inner in cause is AggregateException many ? many.InnerExceptions.SelectMany(Chain) : [])
            {
                yield return inner;
            }
        }
    }

    [GeneratedRegex(@"^HTTP (\d{3})\b")]
    private static partial Regex Status();
}
