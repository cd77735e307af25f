using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>Makes a request of a Task's input. Its members are those of AWS Step Functions' <c>http:invoke</c>.</summary>
internal sealed class HttpTaskRequest(HttpTaskHosts hosts)
{
    public const string Endpoint = "ApiEndpoint";
    public const string Method = "Method";
    public const string Headers = "Headers";
    public const string Query = "QueryParameters";
    public const string Body = "RequestBody";

    public static readonly string[] Members = [Endpoint, Method, Headers, Query, Body];

    public static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";

    /// <exception cref="WorkflowTaskException">It is none, or not allowed.</exception>
    public HttpRequestMessage Make(JsonNode? input)
    {
        var members = input as JsonObject ?? throw Invalid("The input is not an object.");
        foreach (var (name, _) in members)
        {
            if (!Members.Contains(name, StringComparer.Ordinal))
            {
                throw Invalid($"There is no member '{Short(name)}'; there are {string.Join(", ", Members)}.");
            }
        }

        var method = HttpTaskHeaders.Text(members[Method]) ?? "GET";
        var address = WithQuery(ReadEndpoint(HttpTaskHeaders.Text(members[Endpoint])), members[Query]);
        var request = new HttpRequestMessage(
            Methods.Contains(method, StringComparer.Ordinal) ? new HttpMethod(method) : throw Invalid($"Method is none of {string.Join(", ", Methods)}."), address);
        try
        {
            var type = AddHeaders(request, members[Headers]);
            if (members[Body] is { } body)
            {
                request.Content = method is "GET" or "HEAD" ? throw Invalid($"{method} has no body.") : Content(body, type);
            }

            return request;
        }
        catch
        {
            request.Dispose();
            throw;
        }
    }

    /// <exception cref="WorkflowTaskException">It is no address, or not allowed.</exception>
    public Uri ReadEndpoint(string? text)
    {
        if (text is null or { Length: 0 or > HttpTaskDefaults.MaxUrl } || text.Any(static it => char.IsControl(it) || char.IsWhiteSpace(it))
            || !Uri.TryCreate(text, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
            || address.UserInfo.Length > 0 || address.Fragment.Length > 0)
        {
            throw Invalid($"{Endpoint} is not an address such as https://api.example.com/orders, without user and fragment.");
        }

        return hosts.Allows(address) ? address
            : throw new WorkflowTaskException(HttpErrors.NotAllowed, $"The host {Short(address.IdnHost)}, its port or plain HTTP to it is not allowed.");
    }

    private static Uri WithQuery(Uri address, JsonNode? query)
    {
        if (query is null)
        {
            return address;
        }

        var members = query as JsonObject ?? throw Invalid($"{Query} is not an object.");
        var text = new StringBuilder(address.Query.TrimStart('?'));
        foreach (var (name, value) in members)
        {
            foreach (var one in value as JsonArray ?? [value?.DeepClone()])
            {
                text.Append(text.Length == 0 ? "" : "&").Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(Plain(one, Query)));
            }
        }

        return text.Length > HttpTaskDefaults.MaxUrl ? throw Invalid($"{Query} is too long.") : new UriBuilder(address) { Query = text.ToString() }.Uri;
    }

    private string? AddHeaders(HttpRequestMessage request, JsonNode? headers)
    {
        string? type = null;
        if (headers is null)
        {
            return type;
        }

        var members = headers as JsonObject ?? throw Invalid($"{Headers} is not an object.");
        if (members.Count > HttpTaskDefaults.MaxHeaders)
        {
            throw Invalid($"There are more than {HttpTaskDefaults.MaxHeaders} headers.");
        }

        foreach (var (name, value) in members)
        {
            if (HttpTaskHeaders.Refuse(name) is { } reason)
            {
                throw Invalid(reason);
            }

            var text = Value(request.RequestUri!, name, value);
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                type = text;
            }
            else if (!request.Headers.TryAddWithoutValidation(name, text))
            {
                throw Invalid($"The header {name} cannot be set.");
            }
        }

        return type;
    }

    private string Value(Uri address, string name, JsonNode? value)
    {
        if (HttpTaskHeaders.ReadSecret(value) is not { } secret)
        {
            var text = Plain(value, name);
            return HttpTaskHeaders.IsCredential(name) ? throw Invalid($"The header {name} must name a secret.")
                : HttpTaskHeaders.IsSendable(text) ? text
                : throw Invalid($"The header {name} has characters that are not printable ASCII, or too many.");
        }

        return !HttpTaskHeaders.IsSendable(secret.Prefix) ? throw Invalid($"The prefix of the header {name} is not printable ASCII.")
            : hosts.SecretFor(secret.Name, address) is { } text2 ? secret.Prefix + text2
            : throw new WorkflowTaskException(HttpErrors.NotAllowed, $"There is no secret '{Short(secret.Name)}' for the host {Short(address.IdnHost)}.");
    }

    private static HttpContent Content(JsonNode body, string? type)
    {
        if (type is null || !MediaTypeHeaderValue.TryParse(type, out var media))
        {
            return type is null ? Bytes(JsonNodes.WriteUtf8(body), new(Json)) : throw Invalid("Content-Type is not well-formed.");
        }

        if (media.MediaType is { } name && (name.Equals(Json, StringComparison.OrdinalIgnoreCase) || name.EndsWith("+json", StringComparison.OrdinalIgnoreCase)))
        {
            return Bytes(JsonNodes.WriteUtf8(body), media);
        }

        if (string.Equals(media.MediaType, Form, StringComparison.OrdinalIgnoreCase) && body is JsonObject fields)
        {
            return new FormUrlEncodedContent(fields.Select(static field => KeyValuePair.Create(field.Key, Plain(field.Value, Body))));
        }

        return HttpTaskHeaders.Text(body) is { } text ? Bytes(Encoding.UTF8.GetBytes(text), media) : throw Invalid($"{Body} must be a text for that Content-Type.");
    }

    private static ByteArrayContent Bytes(byte[] bytes, MediaTypeHeaderValue type) => new(bytes) { Headers = { ContentType = type } };

    private static string Plain(JsonNode? value, string of)
        => value is JsonValue plain ? HttpTaskHeaders.Text(plain) ?? plain.ToJsonString() : throw Invalid($"{Short(of)} holds what is neither text nor number.");

    private static WorkflowTaskException Invalid(string cause) => new(HttpErrors.InvalidRequest, cause);

    // Whatever an input brought is shown in part only.
    private static string Short(string text) => new([.. text.Where(static it => !char.IsControl(it)).Take(100)]);
}
