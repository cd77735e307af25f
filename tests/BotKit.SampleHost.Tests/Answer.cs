using System.Net;
using System.Text;
using System.Text.Json;

namespace BotKit.SampleHost.Tests;

/// <summary>What the API said.</summary>
internal sealed record Answer(HttpStatusCode Status, TimeSpan? RetryAfter, JsonElement Body)
{
    private static readonly TimeSpan RunLimit = TimeSpan.FromSeconds(60);

    public string? ErrorCode => Body.GetProperty("error").GetProperty("code").GetString();

    public JsonElement Data => Body.GetProperty("data");

    public static async Task<Answer> GetAsync(HttpClient client, string path)
        => await ReadAsync(await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken));

    public static async Task<Answer> PostAsync(HttpClient client, string path, string json)
    {
        using var content = json.Length == 0 ? null : new StringContent(json, Encoding.UTF8, "application/json");
        return await ReadAsync(await client.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken));
    }

    /// <summary>What became of a run that was queued.</summary>
    public static Task<JsonElement> EndedAsync(HttpClient client, Answer accepted)
    {
        accepted.Status.Should().Be(HttpStatusCode.Accepted);
        return EndedAsync(client, accepted.Body.GetProperty("executionId").GetString()!);
    }

    /// <summary>What became of a run.</summary>
    public static async Task<JsonElement> EndedAsync(HttpClient client, string run)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < RunLimit)
        {
            var answer = await GetAsync(client, $"/api/admin/bots/runs/{run}");
            if (answer.Body.GetProperty("state").GetString() == "Ended")
            {
                return answer.Body;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"Run {run} did not end.");
    }

    private static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Answer(response.StatusCode, response.Headers.RetryAfter?.Delta, text.Length == 0 ? default : JsonElement.Parse(text));
    }
}
