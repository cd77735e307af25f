using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>Looks for mistakes in the Parameters of an <c>http</c> task: whatever they say without a path is known before anything runs.</summary>
internal sealed class HttpTaskCheck(TaskCheck check, HttpTaskRequest requests, HttpTaskHosts hosts)
{
    private const string Path = ".$";

    public void Run()
    {
        if (check.Target.Length > 0)
        {
            check.Error("The resource is 'http'; the address belongs into the parameter ApiEndpoint.");
        }

        if (check.Parameters is not JsonObject parameters)
        {
            check.Error("An http task needs Parameters, with ApiEndpoint.");
            return;
        }

        foreach (var (written, value) in parameters)
        {
            var isPath = written.EndsWith(Path, StringComparison.Ordinal);
            CheckMember(isPath ? written[..^Path.Length] : written, isPath, value);
        }

        if (!parameters.ContainsKey(HttpTaskRequest.Endpoint) && !parameters.ContainsKey(HttpTaskRequest.Endpoint + Path))
        {
            check.Error("ApiEndpoint is missing.");
        }
    }

    private void CheckMember(string name, bool isPath, JsonNode? value)
    {
        switch (name)
        {
            case HttpTaskRequest.Endpoint when !isPath:
                Try(() => requests.ReadEndpoint(HttpTaskHeaders.Text(value)));
                break;
            case HttpTaskRequest.Method when !isPath && !HttpTaskRequest.Methods.Contains(HttpTaskHeaders.Text(value), StringComparer.Ordinal):
                check.Error($"Method must be one of {string.Join(", ", HttpTaskRequest.Methods)}.");
                break;
            case HttpTaskRequest.Headers when isPath || value is not JsonObject:
                check.Error("Headers must be written out, as an object: an input does not choose them.");
                break;
            case HttpTaskRequest.Headers:
                CheckHeaders((JsonObject)value!);
                break;
            case HttpTaskRequest.Query when !isPath && value is not JsonObject:
                check.Error("QueryParameters must be an object.");
                break;
            default:
                if (!HttpTaskRequest.Members.Contains(name, StringComparer.Ordinal))
                {
                    check.Error($"An http task has no parameter '{name}'; there are {string.Join(", ", HttpTaskRequest.Members)}.");
                }

                break;
        }
    }

    private void CheckHeaders(JsonObject headers)
    {
        foreach (var (written, value) in headers)
        {
            var isPath = written.EndsWith(Path, StringComparison.Ordinal);
            var name = isPath ? written[..^Path.Length] : written;
            if (HttpTaskHeaders.Refuse(name) is { } reason)
            {
                check.Error(reason);
            }
            else if (HttpTaskHeaders.ReadSecret(value) is { } secret)
            {
                if (!hosts.HasSecret(secret.Name))
                {
                    check.Error($"The options have no secret '{secret.Name}'.");
                }
            }
            else if (HttpTaskHeaders.IsCredential(name))
            {
                check.Error($"The header {name} must name a secret of the options: {{\"Secret\":\"name\"}}.");
            }
            else if (!isPath && value is not JsonValue)
            {
                check.Error($"The header {name} must be a text, or {{\"Secret\":\"name\",\"Prefix\":\"Bearer \"}}, written out.");
            }
        }
    }

    private void Try(Action read)
    {
        try
        {
            read();
        }
        catch (WorkflowTaskException exception)
        {
            check.Error(exception.Cause);
        }
    }
}
