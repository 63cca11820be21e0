SELECT count(*) FROM source WHERE n > {title_row} AND ({labelled}) AND NOT ({titles_again})
