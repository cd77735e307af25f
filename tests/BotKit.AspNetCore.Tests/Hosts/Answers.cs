using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace BotKit.AspNetCore.Tests;

/// <summary>Calls and their answers, in few words.</summary>
internal static class Answers
{
    public static ByteArrayContent Json(string text)
        => new(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    /// <summary>Runs a bot.</summary>
    public static Task<HttpResponseMessage> RunAsync(
        this HttpClient client, string bot, string body, CancellationToken cancellationToken = default, params (string Name, string Value)[] headers)
        => client.SendAsync(Post("/" + bot, body, headers), cancellationToken);

    public static HttpRequestMessage Post(string path, string? body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, ApiHost.Prefix + path) { Content = body is null ? null : Json(body) };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value).Should().BeTrue();
        }

        return request;
    }

    public static Task<HttpResponseMessage> ReadAsync(this HttpClient client, string path)
        => client.GetAsync(new Uri(ApiHost.Prefix + path, UriKind.Relative));

    public static async Task<JsonElement> BodyAsync(this HttpResponseMessage answer)
    {
        using var document = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
        return document.RootElement.Clone();
    }

    public static async Task<JsonElement> ReadJsonAsync(this HttpClient client, string path)
    {
        using var answer = await client.ReadAsync(path);
        ((int)answer.StatusCode).Should().Be(200);
        return await answer.BodyAsync();
    }

    /// <summary>
    /// Waits for the call of a caller that has left. It sees its own cancellation; where the host was quicker, an answer that breaks
    /// off, or all of it.
    /// </summary>
    public static async Task WhenLeftAsync(this Task<HttpResponseMessage> call)
    {
        try
        {
            using var answer = await call;
        }
        catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException)
        {
        }
    }

    /// <summary>Asserts a problem, and gives its body.</summary>
    public static async Task<JsonElement> ShouldBeProblemAsync(this HttpResponseMessage answer, int statusCode, string code)
    {
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).Should().Be(statusCode, text);
        answer.Content.Headers.ContentType!.ToString().Should().Be("application/problem+json");
        var body = await answer.BodyAsync();
        body.GetProperty("success").GetBoolean().Should().BeFalse();
        body.GetProperty("status").GetInt32().Should().Be(statusCode);
        body.GetProperty("error").GetProperty("code").GetString().Should().Be(code);
        return body;
    }

    public static int? RetryAfter(this HttpResponseMessage answer)
        => answer.Headers.TryGetValues("Retry-After", out var values) ? int.Parse(values.Single(), CultureInfo.InvariantCulture) : null;

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static bool Has(this JsonElement element, string name) => element.TryGetProperty(name, out _);
}
