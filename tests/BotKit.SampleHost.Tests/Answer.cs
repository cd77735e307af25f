using System.Net;
using System.Text;
using System.Text.Json;

namespace BotKit.SampleHost.Tests;

/// <summary>What the API said.</summary>
internal sealed record Answer(HttpStatusCode Status, TimeSpan? RetryAfter, JsonElement Body)
{
    public string? ErrorCode => Body.GetProperty("error").GetProperty("code").GetString();

    public JsonElement Data => Body.GetProperty("data");

    public static async Task<Answer> GetAsync(HttpClient client, string path)
        => await ReadAsync(await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken));

    public static async Task<Answer> PostAsync(HttpClient client, string path, string json)
    {
        using var content = json.Length == 0 ? null : new StringContent(json, Encoding.UTF8, "application/json");
        return await ReadAsync(await client.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken));
    }

    private static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Answer(response.StatusCode, response.Headers.RetryAfter?.Delta, text.Length == 0 ? default : JsonElement.Parse(text));
    }
}
