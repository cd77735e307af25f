using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace BotKit.Handlers.Content.Models;

/// <summary>Tells what a client's exception means. No message of it reaches a caller.</summary>
internal static partial class ModelFailures
{
    public static BotException Of(Exception failure) => StatusOf(failure) switch
    {
        HttpStatusCode.TooManyRequests => ContentFailure.Of(ContentErrorCodes.ModelBusy, "The model takes no more requests for now.", failure, TimeSpan.FromSeconds(30)),
        HttpStatusCode.RequestTimeout or HttpStatusCode.GatewayTimeout => Timeout(failure),
        >= HttpStatusCode.InternalServerError => ContentFailure.Of(ContentErrorCodes.ModelUnavailable, "The model's server failed.", failure),
        >= HttpStatusCode.BadRequest => ContentFailure.Of(ContentErrorCodes.ModelRefused, "The model's server refuses the request.", failure),
        _ when Chain(failure).Any(static cause => cause is TimeoutException or OperationCanceledException) => Timeout(failure),
        _ => ContentFailure.Of(ContentErrorCodes.ModelUnavailable, "The model cannot be reached, or its answer is not of its protocol.", failure),
    };

    public static BotException Timeout(Exception? cause) => ContentFailure.Of(ContentErrorCodes.ModelTimeout, "The model did not answer in time.", cause);

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
