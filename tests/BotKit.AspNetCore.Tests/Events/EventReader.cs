using System.Text.Json;

namespace BotKit.AspNetCore.Tests.Events;

/// <summary>One event as a browser would see it.</summary>
internal sealed record ServerEvent(string Name, string? Id, JsonElement Data);

/// <summary>Reads a stream of events.</summary>
internal sealed class EventReader(HttpResponseMessage answer, StreamReader lines) : IDisposable
{
    private string? _lastId;

    public HttpResponseMessage Answer => answer;

    public string? LastId => _lastId;

    /// <summary>How many comments came.</summary>
    public int Comments { get; private set; }

    public static async Task<EventReader> OpenAsync(HttpClient client, string query = "", string? lastId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, ApiHost.Prefix + "/events" + query);
        request.Headers.Add("Accept", "text/event-stream");
        if (lastId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastId);
        }

        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        ((int)answer.StatusCode).Should().Be(200);
        var reader = new EventReader(answer, new StreamReader(await answer.Content.ReadAsStreamAsync()));
        (await reader.BlockAsync()).Should().NotBeNull("the stream begins with where it stands");
        return reader;
    }

    /// <summary>The next event; <see langword="null"/> at the end of the stream.</summary>
    public async Task<ServerEvent?> NextAsync()
    {
        while (await BlockAsync() is { } block)
        {
            if (block.TryGetValue("event", out var name))
            {
                using var data = JsonDocument.Parse(block["data"]);
                return new(name, block.GetValueOrDefault("id"), data.RootElement.Clone());
            }
        }

        return null;
    }

    public void Dispose()
    {
        lines.Dispose();
        answer.Dispose();
    }

    private async Task<Dictionary<string, string>?> BlockAsync()
    {
        var block = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await lines.ReadLineAsync() is { } line)
        {
            if (line.Length == 0)
            {
                return block;
            }

            if (line[0] == ':')
            {
                Comments++;
                continue;
            }

            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            block.Add(line[..colon], line[(colon + 2)..]);
            if (block.TryGetValue("id", out var id))
            {
                _lastId = id;
            }
        }

        return null;
    }
}
