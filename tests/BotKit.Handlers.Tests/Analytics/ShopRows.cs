using System.Globalization;
using System.Text;

namespace BotKit.Handlers.Tests.Analytics;

/// <summary>The sales of a made-up shop: weeks, a rising trend, customers who come again, a day when nothing worked and one when all came.</summary>
internal static class ShopRows
{
    private static readonly string[] Countries = ["France", "Germany", "Spain", "Italy", "Belgium", "Netherlands"];

    public static string Csv(int days, int seed = 3)
    {
        var random = new Random(seed);
        var text = new StringBuilder("order,at,customer,country,product,quantity,price\n");
        var end = new DateTime(2026, 3, 15);
        var order = 1000;
        for (var day = days; day > 0; day--)
        {
            var date = end.AddDays(-day);
            var busy = (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 9 : 16 + (int)date.DayOfWeek) * (1 + ((days - day) / 900d));
            busy *= day == 62 ? .05 : day == 110 ? 2.6 : .9 + (.2 * random.NextDouble());
            for (var sale = 0; sale < busy; sale++)
            {
                order++;
                // Most customers are new or from lately.
                var customer = random.NextDouble() < .35 ? order : order - (int)(Math.Pow(random.NextDouble(), 3) * 900);
                for (var line = random.Next(1, 4); line > 0; line--)
                {
                    var product = (int)(Math.Pow(random.NextDouble(), 2.5) * 60);
                    text.Append(CultureInfo.InvariantCulture, $"{order},{date.AddMinutes(random.Next(480, 1200)):yyyy-MM-dd HH:mm:ss},C{customer},{Countries[(int)(Math.Pow(random.NextDouble(), 2) * Countries.Length)]},Product {product + 1},{random.Next(1, 5)},{5 + (product % 17 * 1.75m)}\n");
                }
            }
        }

        return text.ToString();
    }
}
