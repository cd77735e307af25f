using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Security.AntiSSRF;

namespace BotKit.Handlers.Workflows;

/// <summary>Calls a web service.</summary>
internal sealed class HttpTask(
    HttpTaskClient client, HttpTaskHosts hosts, IOptions<WorkflowHttpOptions> options, TimeProvider clock, ILogger<HttpTask> logger) : ITaskResource
{
    private readonly HttpTaskRequest _requests = new(hosts);
    private readonly string[] _secrets = [.. hosts.Values.Where(static it => it.Length >= HttpTaskDefaults.MinMaskedSecret).OrderByDescending(static it => it.Length)];

    public string Scheme => "http";

    public void Check(TaskCheck check) => new HttpTaskCheck(check, _requests, hosts).Run();

    public async ValueTask<JsonNode?> RunAsync(TaskCall call, CancellationToken cancellationToken)
    {
        using var request = Make(call);
        var host = request.RequestUri!.IdnHost;
        if (call.Context.IsDryRun)
        {
            return new JsonObject { ["StatusCode"] = 0, ["StatusText"] = "Dry run", ["Headers"] = new JsonObject(), ["ResponseBody"] = null };
        }

        if (request.Method != HttpMethod.Get && request.Method != HttpMethod.Head)
        {
            request.Headers.TryAddWithoutValidation(options.Value.IdempotencyHeader, call.IdempotencyKey);
        }

        using var timer = new CancellationTokenSource(options.Value.Timeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            using var response = await client.SendAsync(request, both.Token).ConfigureAwait(false);
            Log.HttpTaskAnswered(logger, call.State, host, (int)response.StatusCode);
            return response.IsSuccessStatusCode
                ? SecretMask.Apply(await HttpTaskResponse.ReadAsync(response, options.Value.MaxResponseBytes, both.Token).ConfigureAwait(false), _secrets)
                : throw new WorkflowTaskException(HttpErrors.OfStatus((int)response.StatusCode), $"{host} answered with the status {(int)response.StatusCode}.");
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new WorkflowTaskException(HttpErrors.Timeout, $"{host} did not answer within {options.Value.Timeout}.");
        }
        catch (Exception exception) when (IsRefusal(exception))
        {
            Log.HttpTaskRefused(logger, call.State, host);
            throw new WorkflowTaskException(HttpErrors.NotAllowed, $"An address of {host} is not allowed.", exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException or AuthenticationException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new WorkflowTaskException(HttpErrors.Unreachable, $"{host} could not be reached, or the connection broke off ({Word(exception)}).", exception);
        }
    }

    private HttpRequestMessage Make(TaskCall call)
    {
        try
        {
            return _requests.Make(call.Input);
        }
        catch (WorkflowTaskException exception) when (exception.ErrorName == HttpErrors.NotAllowed)
        {
            Log.HttpTaskRefused(logger, call.State, exception.Cause);
            throw;
        }
    }

    // An address that names no host, such as 0.0.0.0, is refused by its resolver with an argument exception.
    private static bool IsRefusal(Exception? exception)
        => exception is AntiSSRFException or ArgumentException || (exception?.InnerException is { } inner && IsRefusal(inner));

    private static string Word(Exception exception)
        => exception switch
        {
            HttpRequestException { HttpRequestError: not HttpRequestError.Unknown and var error } => error.ToString(),
            HttpRequestException { InnerException: SocketException socket } => socket.SocketErrorCode.ToString(),
            SocketException socket => socket.SocketErrorCode.ToString(),
            AuthenticationException => nameof(HttpRequestError.SecureConnectionError),
            _ => nameof(HttpRequestError.ConnectionError),
        };
}
